import { type MouseEvent, memo } from 'react'
import { Link } from 'react-router'
import { initials } from '#web/kit/avatar.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import type { Conversation } from '../contract/conversations.ts'
import { ContactFace } from './conversation-channel.tsx'
import { DuePill } from './conversation-due.tsx'
import { markedPieces } from './conversation-marks.ts'
import { PriorityMark } from './conversation-priority.tsx'
import { shortTime } from './conversation-when.ts'

export const ROW_HEIGHT = 65

interface RowProps {
  conversation: Conversation
  to: string
  asOf: string
  /** The one the thread shows. */
  isOpen: boolean
  /** Where the keyboard is. */
  isActive: boolean
  isPicked: boolean
  /** Boxes are shown on all rows while some are selected. */
  isPicking: boolean
  /** Says whose it is, where not all are one's own. */
  withAssignee: boolean
  /** What was searched for; the preview is then where it was said. */
  q: string | undefined
  onPick: (id: string, withRange: boolean) => void
  onIntent: (id: string) => void
}

/** One conversation: who, on which channel, what was said last and how much time is left. */
function Row(props: RowProps) {
  const { conversation, to, asOf, isOpen, isActive, isPicked, isPicking, onPick, onIntent } = props
  const { zone, locale } = useLocale()
  const { id, contactName, channelKind, isUnread, lastMessageAt, lastAuthor, priority } = conversation
  const isOurs = lastAuthor !== 'contact' && lastAuthor !== 'system'
  return (
    <div className={`cv ${isOpen ? 'sel' : ''} ${isUnread ? 'un' : ''} ${isPicked ? 'picked' : ''}`}>
      <span className={`cv-a ${isPicking ? 'on' : ''}`}>
        <ContactFace name={contactName} kind={channelKind} />
        <input
          type="checkbox"
          className="check"
          tabIndex={isActive ? 0 : -1}
          aria-label={`Select ${contactName}`}
          checked={isPicked}
          onChange={() => {}}
          onClick={(event: MouseEvent) => onPick(id, event.shiftKey)}
        />
      </span>
      <Link
        className="cv-l"
        to={to}
        tabIndex={isActive ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        preventScrollReset
        onPointerEnter={() => onIntent(id)}
      >
        <span className="cv-1">
          <span className="nm" id={`cv-${id}`}>
            <span className="cut">
              <Marked text={contactName} q={props.q} />
            </span>
            <PriorityMark priority={priority} onlyPressing />
            {isUnread && (
              <span className="u">
                <span className="vh">unread</span>
              </span>
            )}
          </span>
          <time dateTime={lastMessageAt}>{shortTime(lastMessageAt, asOf, zone, locale)}</time>
        </span>
        <span className="cv-2">
          <span className="sn">
            {isOurs && (
              <span className="us">
                <Icon name="reply" size={12} label={lastAuthor === 'bot' ? 'The bot wrote' : 'We wrote'} />
              </span>
            )}
            <span className="cut">
              <Marked
                text={conversation.lastPreview || conversation.subject || 'No words yet'}
                q={props.q}
                isShort
              />
            </span>
          </span>
          {props.withAssignee && !props.q && <Assignee name={conversation.assigneeName} />}
          <DuePill facts={conversation} asOf={asOf} />
        </span>
      </Link>
    </div>
  )
}

/** A text with what was searched for marked in it, where it says so. */
function Marked({ text, q, isShort = false }: { text: string; q: string | undefined; isShort?: boolean }) {
  if (!q) return text
  return markedPieces(text, q, isShort).map(({ text: piece, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their places
    isMatch ? <mark key={index}>{piece}</mark> : piece,
  )
}

function Assignee({ name }: { name: string | null }) {
  if (!name) return null
  return (
    <span className="who" title={name}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className="vh">with {name}</span>
    </span>
  )
}

/** Drawn again only when something of it changes. */
export const ConversationRow = /* @__PURE__ */ memo(Row)
