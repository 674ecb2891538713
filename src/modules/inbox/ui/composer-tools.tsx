import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import type { Conversation } from '../contract/conversations.ts'
import type { Mode } from './composer-draft.ts'
import { useInbox } from './inbox-context.tsx'

const EmojiPicker = /* @__PURE__ */ lazy(() =>
  import('./composer-emoji.tsx').then((part) => ({ default: part.EmojiPicker })),
)

interface ToolsProps {
  mode: Mode
  conversation: Conversation
  mayResolve: boolean
  isReady: boolean
  onFiles: (files: readonly File[]) => void
  onInsert: (text: string) => void
  onTemplate: () => void
  onSend: (resolve: boolean) => void
}

/** Under the field: what may go with the message, and at the right the act itself. */
export function ComposerTools(props: ToolsProps) {
  const { mode, conversation, onFiles, onInsert, onSend, isReady } = props
  const { pick } = useInbox()
  const chooser = useRef<HTMLInputElement>(null)
  const [emojiAt, setEmojiAt] = useState<HTMLElement | null>(null)
  const isReply = mode === 'reply'
  const hasTemplates = conversation.channelKind !== 'webchat' && conversation.channelKind !== 'phone'
  return (
    <div className="tool">
      {isReply && (
        <>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <Button size="sm" tone="quiet" icon="attach" iconOnly onClick={() => chooser.current?.click()}>
            Attach files
          </Button>
        </>
      )}
      <Button
        size="sm"
        tone="quiet"
        icon="smile"
        iconOnly
        onClick={(event) => setEmojiAt(emojiAt ? null : event.currentTarget)}
      >
        Emoji
      </Button>
      <Button size="sm" tone="quiet" onClick={() => onInsert('/')}>
        <kbd>/</kbd>
        <span className="lab">Canned</span>
      </Button>
      {isReply && hasTemplates && (
        <Button size="sm" tone="quiet" onClick={props.onTemplate}>
          <Icon name="reports" size={14} />
          <span className="lab">Template</span>
        </Button>
      )}
      {isReply && (
        <Button
          size="sm"
          tone="quiet"
          onClick={(event) => pick('services', [conversation], event.currentTarget)}
        >
          <Icon name="tag" size={14} />
          <span className="lab">Service</span>
        </Button>
      )}
      <Button size="sm" tone="quiet" onClick={(event) => pick('macros', [conversation], event.currentTarget)}>
        <Icon name="bolt" size={14} />
        <span className="lab">Macro</span>
      </Button>
      <span className="end hint t12 muted nw">Ctrl Enter</span>
      {isReply && props.mayResolve && (
        <Button size="sm" disabled={!isReady} className="and" onClick={() => onSend(true)}>
          Send and resolve
        </Button>
      )}
      <Button size="sm" tone="primary" disabled={!isReady} className="go" onClick={() => onSend(false)}>
        {isReply ? 'Send' : 'Keep note'}
      </Button>
      {emojiAt && (
        <Suspense>
          <EmojiPicker anchor={emojiAt} onPick={onInsert} onClose={() => setEmojiAt(null)} />
        </Suspense>
      )}
    </div>
  )
}
