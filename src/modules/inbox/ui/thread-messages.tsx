import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import type { Message } from '../contract/conversations.ts'
import { type Sending, useSending } from './composer-sending.ts'
import { dayHeading, dayOf } from './conversation-when.ts'
import { useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'
import { anchorOf, ThreadEntry } from './thread-bubble.tsx'
import { entriesOf } from './thread-entries.ts'
import { useThreadScroll } from './thread-scroll.ts'
import { useSeenMessages } from './thread-seen.ts'
import { ThreadText } from './thread-text.tsx'

/** What was said, day by day, the latest at the foot. */
export function ThreadMessages({ thread, typing }: { thread: Thread; typing: string | null }) {
  const { asOf, choices, mayWrite } = useInbox()
  const { zone, locale } = useLocale()
  const { conversation } = thread
  const box = useRef<HTMLElement>(null)
  const { messages, hasEarlier, isBusy, loadEarlier } = useSeenMessages(thread)
  const sending = useSending(conversation.id)
  const day = useCallback((at: string) => dayOf(at, zone), [zone])
  const entries = useMemo(() => entriesOf(messages, day), [messages, day])
  const names = useMemo(() => namesOf(choices.agents), [choices.agents])
  const last = messages.at(-1)
  const isOwn = sending.length > 0 || last?.direction === 'out'
  const scroll = useThreadScroll({
    box,
    conversationId: conversation.id,
    lastKey: sending.at(-1)?.key ?? last?.id ?? '',
    isOwn,
    onNearStart: () => hasEarlier && void loadEarlier(),
  })
  return (
    <div className="msgs-box">
      <section
        ref={box}
        className="msgs"
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label="Messages"
      >
        <ol className="msgs-in">
          <li className="msgs-top">
            {hasEarlier ? (
              <Button size="sm" tone="quiet" busy={isBusy} onClick={() => void loadEarlier()}>
                Load earlier messages
              </Button>
            ) : (
              <span className="muted t12">
                The conversation began {beganOn(dayHeading(conversation.openedAt, asOf, zone, locale))}
              </span>
            )}
          </li>
          {entries.map((entry) =>
            entry.kind === 'day' ? (
              <li key={entry.key} className="day">
                <h3>{dayHeading(entry.at, asOf, zone, locale)}</h3>
              </li>
            ) : (
              <li
                key={entry.key}
                id={anchorOf(entry.message.id)}
                className={entry.message.direction === 'out' ? 'me' : undefined}
              >
                <ThreadEntry
                  message={entry.message}
                  reactions={entry.reactions}
                  answers={entry.answers}
                  names={names}
                  mayWrite={mayWrite}
                />
              </li>
            ),
          )}
          {sending.map((one) => (
            <li key={one.key} className={one.mode === 'reply' ? 'me' : undefined}>
              <SendingEntry sending={one} />
            </li>
          ))}
          {typing && (
            <li className="typing muted t12">
              <span className="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {typing}
            </li>
          )}
        </ol>
      </section>
      {scroll.unseen > 0 && (
        <button type="button" className="new-pill" onClick={scroll.toEnd}>
          <Icon name="arrow-down" size={14} />
          {scroll.unseen === 1 ? '1 new message' : `${scroll.unseen} new messages`}
        </button>
      )}
      {scroll.unseen === 0 && !scroll.isAtEnd && (
        <button type="button" className="new-pill quiet" onClick={scroll.toEnd}>
          <Icon name="arrow-down" size={14} label="To the latest message" />
        </button>
      )}
      <NewMessages messages={messages} />
    </div>
  )
}

/** What is on its way to our own server: already in its place, a little paler. */
function SendingEntry({ sending }: { sending: Sending }) {
  const { body, mode, files } = sending
  const text = (
    <>
      {files.length > 0 && <p className="t12 muted">{files.map(({ name }) => name).join(', ')}</p>}
      {body !== '' && <ThreadText text={body} />}
    </>
  )
  if (mode === 'note') return <div className="note th-note pend">{text}</div>
  return (
    <div className="bub me pend">
      {text}
      <div className="meta">
        <span className="tk queued">
          <svg viewBox="0 0 12 12" className="tk-c" aria-hidden="true">
            <circle cx="6" cy="6" r="5" />
            <path d="M6 3.2V6l1.8 1.2" />
          </svg>
          on its way
        </span>
      </div>
    </div>
  )
}

/** Reads out what the client writes while the thread is open, and nothing that was there before. */
function NewMessages({ messages }: { messages: readonly Message[] }) {
  const heard = useRef(messages.at(-1)?.createdAt ?? '')
  const [words, setWords] = useState('')
  useEffect(() => {
    const fresh = messages.filter(
      ({ createdAt, direction }) => direction === 'in' && createdAt > heard.current,
    )
    heard.current = messages.at(-1)?.createdAt ?? heard.current
    const latest = fresh.at(-1)
    if (latest) setWords(`${latest.authorName} wrote: ${latest.body || latest.kind}`)
  }, [messages])
  return (
    <div className="vh" role="status" aria-live="polite">
      {words}
    </div>
  )
}

const beganOn = (day: string) => (/^(?:Today|Yesterday)$/.test(day) ? day.toLowerCase() : `on ${day}`)

/** Full names and first names, as notes mention them. */
function namesOf(agents: readonly { name: string }[]): string[] {
  return agents.flatMap(({ name }) => [name, name.split(' ')[0]!])
}
