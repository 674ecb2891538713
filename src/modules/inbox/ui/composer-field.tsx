import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { Avatar } from '#web/kit/avatar.tsx'
import { useSession } from '#web/session.ts'
import type { Conversation } from '../contract/conversations.ts'
import { fillText } from '../domain/macro.ts'
import type { Mode } from './composer-draft.ts'
import { type Suggestion, SuggestList, useSuggest } from './composer-suggest.tsx'
import { replaceToken, suggest, type Token, tokenAt } from './composer-tokens.ts'
import { useInbox } from './inbox-context.tsx'
import { useCannedReplies } from './inbox-data.ts'

export interface FieldHandle {
  focus: () => void
  /** Puts something where the caret is. */
  insert: (text: string) => void
}

interface FieldProps {
  conversation: Conversation
  mode: Mode
  value: string
  onChange: (value: string) => void
  onSend: (resolve: boolean) => void
  onFiles: (files: readonly File[]) => void
  handle: Ref<FieldHandle>
}

const words = {
  reply: { label: 'Reply', hint: 'Write a reply. Type / for kept texts.' },
  note: { label: 'Private note', hint: 'Write a note that only the team sees. Type @ to mention somebody.' },
}

/** The field one writes in, with kept texts on `/` and colleagues on `@`. */
export function ComposerField({ conversation, mode, value, onChange, onSend, onFiles, handle }: FieldProps) {
  const { user } = useSession()
  const { focusList } = useInbox()
  const field = useRef<HTMLTextAreaElement>(null)
  const [token, setToken] = useState<Token | null>(null)
  const { options, textOf } = useSuggestions(token)

  const put = (from: number, to: number, text: string) => {
    const element = field.current
    if (!element) return
    const next = replaceToken(value, { from, to }, text)
    onChange(next.text)
    setToken(null)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(next.caret, next.caret)
    })
  }
  const take = (key: string) => {
    if (!token) return
    const text = textOf(key)
    if (text === null) return
    const filled =
      token.kind === 'canned'
        ? fillText(text, { name: conversation.contactName, agent: user.name })
        : `@${text} `
    put(token.from, token.to, filled)
  }
  const suggestions = useSuggest(options, take, token ? `${token.kind} ${token.from} ${token.query}` : '')
  useImperativeHandle(handle, () => ({
    focus: () => field.current?.focus(),
    insert: (text) => {
      const element = field.current
      const [from, to] = element
        ? [element.selectionStart, element.selectionEnd]
        : [value.length, value.length]
      put(from, to, text)
      if (text === '/') {
        requestAnimationFrame(() => element && setToken(tokenAt(element.value, element.selectionEnd, mode)))
      }
    },
  }))
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggestions.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend(event.shiftKey)
    } else if (event.key === 'Escape') {
      event.currentTarget.blur()
      focusList()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || mode === 'note') return
    event.preventDefault()
    onFiles(files)
  }
  return (
    <>
      <SuggestList
        state={suggestions}
        label={token?.kind === 'mention' ? 'Colleagues' : 'Kept texts'}
        onTake={take}
      />
      <textarea
        ref={field}
        className="comp-t"
        rows={2}
        aria-label={words[mode].label}
        placeholder={words[mode].hint}
        maxLength={10_000}
        value={value}
        {...suggestions.attributes}
        onChange={(event) => {
          onChange(event.target.value)
          setToken(tokenAt(event.target.value, event.target.selectionEnd, mode))
        }}
        onSelect={(event) =>
          setToken(tokenAt(event.currentTarget.value, event.currentTarget.selectionEnd, mode))
        }
        onBlur={() => setToken(null)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </>
  )
}

/** What fits the token, and the text that a choice stands for. */
function useSuggestions(token: Token | null) {
  const { choices, memberId } = useInbox()
  const canned = useCannedReplies(token?.kind === 'canned').data?.items ?? []
  const options: Suggestion[] =
    token?.kind === 'mention'
      ? choices.agents
          .filter((agent) => agent.memberId !== memberId)
          .map((agent) => ({
            key: agent.memberId,
            label: agent.name,
            words: agent.name,
            detail: '',
            mark: <Avatar name={agent.name} src={agent.avatarUrl} size="sm" />,
          }))
      : canned.map(({ id, shortcut, title, body }) => ({
          key: id,
          label: `/${shortcut}`,
          words: `${shortcut} ${title} ${body}`,
          detail: `${title} · ${body}`,
        }))
  const textOf = (key: string): string | null =>
    token?.kind === 'mention'
      ? (choices.agents.find((agent) => agent.memberId === key)?.name ?? null)
      : (canned.find(({ id }) => id === key)?.body ?? null)
  const query = token?.kind === 'canned' && token.query ? `/${token.query}` : (token?.query ?? '')
  return { options: token ? matchingOf(options, query, token.query) : null, textOf }
}

/** `/ho` begins a shortcut; else the words of title and text are looked at. */
function matchingOf(options: readonly Suggestion[], label: string, query: string): Suggestion[] {
  const first = suggest(options, label)
  if (label === query) return first
  const more = suggest(options, query).filter((one) => !first.includes(one))
  return [...first, ...more].slice(0, 8)
}
