import { memo } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatMoney } from '#web/kit/money.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { useCommand } from '#web/query.tsx'
import { getConversation, type Message, retryMessage } from '../contract/conversations.ts'
import { failureWords } from '../domain/failure-words.ts'
import { previewOf } from '../domain/preview.ts'
import { timeOf } from './conversation-when.ts'
import { ThreadContent } from './thread-content.tsx'
import { isOnlyEmoji, mailOf } from './thread-data.ts'
import type { Reaction } from './thread-entries.ts'
import { ThreadText } from './thread-text.tsx'
import { Ticks } from './thread-ticks.tsx'

interface BubbleProps {
  message: Message
  reactions: readonly Reaction[]
  /** The message that this one answers by name. */
  answers: Message | null
  /** Colleagues' names, to mark where a note mentions them. */
  names: readonly string[]
  mayWrite: boolean
}

/** One entry of the thread: said by the client, by us, a private note, or what happened. */
function Entry({ message, reactions, answers, names, mayWrite }: BubbleProps) {
  if (message.kind === 'event') return <EventLine message={message} />
  if (message.kind === 'note') return <Note message={message} names={names} />
  const isOurs = message.direction === 'out'
  const isWide = message.kind === 'email' && isFormatted(message)
  const isBare = message.kind === 'text' && isOnlyEmoji(message.body.trim())
  const looks = [
    'bub',
    isOurs && 'me',
    isWide && 'wide',
    isBare && 'bare',
    message.status === 'failed' && 'bad-line',
  ]
  return (
    <div className={looks.filter(Boolean).join(' ')}>
      {!isOurs && <span className="vh">{message.authorName}: </span>}
      {answers && <Answered message={answers} />}
      <ThreadContent message={message} />
      <Meta message={message} />
      {message.failure && <Failure message={message} mayRetry={mayWrite} />}
      {reactions.length > 0 && <Reactions reactions={reactions} />}
    </div>
  )
}

function isFormatted(message: Message): boolean {
  const { html, isLong } = mailOf(message)
  return html !== '' || isLong
}

/** Where a message stands in the page, so that one can go there. */
export const anchorOf = (messageId: string) => `message-${messageId}`

/** The message that is answered, in one line; pressing it goes there. */
function Answered({ message }: { message: Message }) {
  const show = () => {
    const line = document.getElementById(anchorOf(message.id))
    line?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    line?.animate([{ background: 'var(--brand-tint)' }, { background: 'transparent' }], 1_200)
  }
  return (
    <button type="button" className="ans" onClick={show}>
      <span className="vh">In answer to </span>
      <b>{message.authorName}</b>
      <span className="cut">{previewOf(message.kind, message.body)}</span>
    </button>
  )
}

/** Each sign once, with how many and whose. */
function Reactions({ reactions }: { reactions: readonly Reaction[] }) {
  const bySign = Map.groupBy(reactions, ({ emoji }) => emoji)
  return (
    <span className="reacts">
      <span className="vh">Reactions: </span>
      {[...bySign].map(([emoji, own]) => (
        <span key={emoji} title={own.map(({ by }) => by).join(', ')}>
          {emoji}
          {own.length > 1 && <span className="tn t12"> {own.length}</span>}
        </span>
      ))}
    </span>
  )
}

/** Drawn again only when something of it changes. */
export const ThreadEntry = /* @__PURE__ */ memo(Entry)

/** Who, when, by what, and how far it got. */
function Meta({ message }: { message: Message }) {
  const { zone, locale, currency } = useLocale()
  const { direction, createdAt, authorName, templateName, price } = message
  const isOurs = direction === 'out'
  const facts = [
    isOurs && !templateName && authorName,
    isOurs && templateName && `${authorName} · template ${templateName}`,
    isOurs && price !== null && price > 0 && formatMoney(price, currency, { locale }),
  ].filter(Boolean)
  return (
    <div className="meta">
      {facts.length > 0 && <span>{facts.join(' · ')} ·</span>}
      <time dateTime={createdAt} title={formatWhen(createdAt, 'full', zone, locale)}>
        {timeOf(createdAt, zone, locale)}
      </time>
      {isOurs && <Ticks message={message} />}
    </div>
  )
}

/** Why it did not arrive, what to do about it, and the way to try again. */
function Failure({ message, mayRetry }: { message: Message; mayRetry: boolean }) {
  const retry = useCommand(retryMessage, { success: 'Sent again', invalidates: [getConversation] })
  const { title, category, code } = message.failure!
  const { name, advice } = failureWords[category]
  return (
    <div className="fail" role="note">
      <ShapeMark shape="cross" />
      <span className="grow">
        <b>{name}.</b> {advice}
        {title && (
          <span className="muted t12">
            {' '}
            {title}
            {code && ` (${code})`}
          </span>
        )}
      </span>
      {mayRetry && (
        <Button
          size="sm"
          icon="refresh"
          busy={retry.isBusy}
          onClick={() => void retry({ messageId: message.id })}
        >
          Retry
        </Button>
      )}
    </div>
  )
}

function Note({ message, names }: { message: Message; names: readonly string[] }) {
  const { zone, locale } = useLocale()
  return (
    <div className="note th-note">
      <div className="nh">
        <Icon name="note-lock" size={14} />
        Private note, only the team sees this
        <span className="tn">
          {message.authorName} · {timeOf(message.createdAt, zone, locale)}
        </span>
      </div>
      <ThreadText text={message.body} names={names} />
    </div>
  )
}

const icons: Record<string, IconName> = {
  assigned: 'assign',
  resolved: 'check-circle',
  reopened: 'undo',
  snoozed: 'clock',
  woken: 'clock',
  priority: 'sort',
  labels: 'tag',
  linked: 'link',
  ticket: 'ticket',
  merged: 'people',
  split: 'people',
  rated: 'star',
  overdue: 'warning',
  fell_back: 'switch',
  mailed: 'mail',
}

function EventLine({ message }: { message: Message }) {
  const { zone, locale } = useLocale()
  const event = typeof message.data.event === 'string' ? message.data.event : ''
  const icon: IconName = /^bot|escalat/.test(event) ? 'bot' : (icons[event] ?? 'info')
  return (
    <div className="sys">
      <Icon name={icon} size={14} />
      <span>
        {message.body.replace(/\.$/, '')} ·{' '}
        <time dateTime={message.createdAt}>{timeOf(message.createdAt, zone, locale)}</time>
      </span>
    </div>
  )
}
