import { type DragEvent, lazy, type Ref, Suspense, useImperativeHandle, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import type { Conversation } from '../contract/conversations.ts'
import { whyNotSendable } from '../domain/media-rules.ts'
import { changeDraft, type Draft, draftNow, type Mode, useDraft } from './composer-draft.ts'
import { ComposerField, type FieldHandle } from './composer-field.tsx'
import { type Upload, uploadFiles } from './composer-files.ts'
import { useSend } from './composer-send.ts'
import { ComposerTools } from './composer-tools.tsx'
import { useTypingSignal } from './composer-typing.ts'
import { UploadList } from './composer-uploads.tsx'
import { useWindowShut, WindowNote } from './composer-window.tsx'
import { useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'

const TemplateDialog = /* @__PURE__ */ lazy(() =>
  import('./composer-template.tsx').then((part) => ({ default: part.TemplateDialog })),
)

/** What the keys need of the composer. */
export interface ComposerHandle {
  write: (mode: Mode, text?: string) => void
}

interface ComposerProps {
  thread: Thread
  onResolved: (conversation: Conversation) => void
  handle: Ref<ComposerHandle>
}

/** Where one answers, or writes a note for the team. */
export function Composer({ thread, onResolved, handle }: ComposerProps) {
  const { conversation, canReply, cannotReplyBecause } = thread
  const { id } = conversation
  const draft = useDraft(id, thread.draft)
  const field = useRef<FieldHandle>(null)
  const [isChoosing, setChoosing] = useState(false)
  const [isOver, setOver] = useState(false)
  const { mode } = draft
  const isWindowShut = useWindowShut(thread)
  const isShut = mode === 'reply' && (!canReply || isWindowShut)
  const act = useComposerActs(thread, draft, onResolved)

  const write = (next: Mode, text?: string) => {
    changeDraft(id, { mode: next })
    // The field of the other mode is drawn first.
    requestAnimationFrame(() => (text ? field.current?.insert(text) : field.current?.focus()))
  }
  useImperativeHandle(handle, () => ({ write }))
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    act.addFiles([...event.dataTransfer.files])
  }
  const drop =
    mode === 'reply' && !isShut
      ? {
          onDragOver: (event: DragEvent) => {
            event.preventDefault()
            setOver(true)
          },
          onDragLeave: () => setOver(false),
          onDrop,
        }
      : {}
  return (
    <section className="comp" aria-label="Answer">
      <div className="ct">
        <ModeButtons mode={mode} onChange={write} />
        <WindowNote thread={thread} />
      </div>
      {isShut ? (
        <Shut
          thread={thread}
          because={canReply ? null : cannotReplyBecause}
          onTemplate={() => setChoosing(true)}
        />
      ) : (
        <div className={`box ${mode} ${isOver ? 'over' : ''}`} {...drop}>
          {draft.fault && <Fault text={draft.fault} onClose={() => changeDraft(id, { fault: null }, true)} />}
          <ComposerField
            key={mode}
            handle={field}
            conversation={conversation}
            mode={mode}
            value={draft[mode]}
            onChange={act.type}
            onSend={act.send}
            onFiles={act.addFiles}
          />
          {mode === 'reply' && <UploadList files={draft.files} onRemove={act.removeFile} />}
          {act.fileFault && <Fault text={act.fileFault} />}
          <ComposerTools
            mode={mode}
            conversation={conversation}
            mayResolve={conversation.status !== 'resolved'}
            isReady={act.isReady}
            onFiles={act.addFiles}
            onInsert={(text) => field.current?.insert(text)}
            onTemplate={() => setChoosing(true)}
            onSend={act.send}
          />
          {isOver && <div className="dropz">Drop the files to send them</div>}
        </div>
      )}
      {isChoosing && (
        <Suspense>
          <TemplateDialog
            conversation={conversation}
            onSend={act.sendTemplate}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      )}
    </section>
  )
}

/** What typing, files and the buttons do. */
function useComposerActs(thread: Thread, draft: Draft, onResolved: (conversation: Conversation) => void) {
  const { conversation } = thread
  const { id } = conversation
  const { mode, files } = draft
  const send = useSend(onResolved)
  const noteTyping = useTypingSignal(id)
  const text = draft[mode]
  const stored = files.flatMap(({ attachment }) => (attachment ? [attachment] : []))
  const fileFault =
    mode === 'reply' && stored.length > 0 ? whyNotSendable(conversation.channelKind, stored) : null
  const isWaiting = files.some(({ attachment, fault }) => !attachment && !fault)
  const hasFiles = mode === 'reply' && stored.length > 0
  const isReady = (text.trim() !== '' || hasFiles) && !(mode === 'reply' && isWaiting) && !fileFault
  const setFile = (upload: Upload) => {
    const now = draftNow(id).files
    const isKnown = now.some(({ key }) => key === upload.key)
    changeDraft(id, {
      files: isKnown ? now.map((one) => (one.key === upload.key ? upload : one)) : [...now, upload],
    })
  }
  return {
    fileFault,
    isReady,
    type(value: string) {
      changeDraft(id, { [mode]: value })
      noteTyping()
    },
    addFiles: (chosen: readonly File[]) => uploadFiles(chosen, setFile),
    removeFile: (key: string) =>
      changeDraft(id, { files: draftNow(id).files.filter((file) => file.key !== key) }),
    send(resolve: boolean) {
      if (!isReady) return
      void send({ conversation, mode, body: text.trim(), files: mode === 'reply' ? files : [], resolve })
    },
    sendTemplate: (template: { id: string; variables: string[]; body: string }) =>
      send({ conversation, mode: 'reply', body: '', files: [], template }),
  }
}

function ModeButtons({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would frame what is a pair of switches
    <div role="group" aria-label="Write" className="modes">
      <button type="button" aria-pressed={mode === 'reply'} onClick={() => onChange('reply')}>
        Reply
      </button>
      <button type="button" aria-pressed={mode === 'note'} onClick={() => onChange('note')}>
        <Icon name="note-lock" size={14} />
        Private note
      </button>
    </div>
  )
}

function Fault({ text, onClose }: { text: string; onClose?: () => void }) {
  return (
    <div className="comp-fault" role="alert">
      <ShapeMark shape="cross" />
      <span className="grow">{text}</span>
      {onClose && (
        <Button size="sm" tone="quiet" icon="cross" iconOnly onClick={onClose}>
          Dismiss
        </Button>
      )}
    </div>
  )
}

/** Nothing can be written here as it is: why, and what can be done instead. */
function Shut(props: { thread: Thread; because: string | null; onTemplate: () => void }) {
  const { conversation, windowClosesAt } = props.thread
  const { mayWrite } = useInbox()
  const isWindow = props.because === null && windowClosesAt !== null
  return (
    <div className="comp-shut">
      <Icon name={isWindow ? 'clock' : 'info'} size={18} />
      <p className="grow">
        {props.because ??
          `More than 24 hours have passed since ${conversation.contactName} wrote. Until they write again, WhatsApp takes only approved templates.`}
      </p>
      {isWindow && mayWrite && (
        <Button tone="primary" size="sm" onClick={props.onTemplate}>
          Choose a template
        </Button>
      )}
    </div>
  )
}
