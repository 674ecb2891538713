import { type ReactNode, useRef } from 'react'
import { Link } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem, MenuLine } from '#web/kit/menu.tsx'
import { ContactFace } from './conversation-channel.tsx'
import { DuePill } from './conversation-due.tsx'
import { PriorityMark } from './conversation-priority.tsx'
import { type PickerKind, useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'
import { channelWords, labelTokens, priorityWords, readableAddress } from './inbox-words.ts'

export type ThreadDialog = 'ticket' | 'merge'

interface HeadProps {
  thread: Thread
  onDialog: (dialog: ThreadDialog) => void
  onShowClient: () => void
}

/** Whose conversation this is, how much time is left, and what one does with it. */
export function ThreadHead({ thread, onDialog, onShowClient }: HeadProps) {
  const { pathOf, asOf, mayWrite } = useInbox()
  const { conversation } = thread
  const { contactName, channelKind, contactAddress, channelName } = conversation
  const address = readableAddress(contactAddress)
  const { subject } = conversation
  const isMail = channelKind === 'email'
  return (
    <header className="th-h">
      <Link className="btn quiet icon th-back" to={pathOf(null)} aria-label="Back to the list">
        <Icon name="chevron-left" size={20} />
      </Link>
      <ContactFace name={contactName} kind={channelKind} />
      <div className="th-who">
        <div className="row">
          <h1 className="cut">{contactName}</h1>
          <span className="th-due">
            <DuePill facts={conversation} asOf={asOf} tail=" SLA" />
          </span>
        </div>
        <p className="t12 muted cut">
          {isMail && subject && <span className="th-sub">{subject} · </span>}
          {channelKind === 'webchat' ? channelName : channelWords[channelKind]}
          {address && address !== contactName && <span className="tn"> {address}</span>}
          {` · #${conversation.number}`}
        </p>
      </div>
      <div className="th-acts">
        {mayWrite && <HeadActs thread={thread} />}
        <MoreMenu thread={thread} onDialog={onDialog} />
        <Button className="th-client" icon="person" iconOnly onClick={onShowClient}>
          Show the client
        </Button>
      </div>
    </header>
  )
}

function HeadActs({ thread }: { thread: Thread }) {
  const { acts, pick } = useInbox()
  const { conversation } = thread
  const { status } = conversation
  if (status === 'resolved') {
    return (
      <Button icon="undo" onClick={() => void acts.reopen(conversation)}>
        <span className="lab">Open again</span>
      </Button>
    )
  }
  return (
    <>
      {status === 'snoozed' ? (
        <Button icon="undo" onClick={() => void acts.reopen(conversation)}>
          <span className="lab">Wake</span>
        </Button>
      ) : (
        <Button
          icon="clock"
          className="th-snooze"
          aria-haspopup="dialog"
          onClick={(event) => pick('snooze', [conversation], event.currentTarget)}
        >
          <span className="lab">Snooze</span>
        </Button>
      )}
      <Button icon="check" aria-keyshortcuts="e" onClick={() => void acts.resolve(conversation)}>
        <span className="lab">Resolve</span> <kbd>E</kbd>
      </Button>
    </>
  )
}

function MoreMenu({ thread, onDialog }: { thread: Thread; onDialog: (dialog: ThreadDialog) => void }) {
  const { acts, mayWrite, pick } = useInbox()
  const { conversation } = thread
  const copyLink = () =>
    void navigator.clipboard?.writeText(`${window.location.origin}/inbox/${conversation.id}?view=all`)
  return (
    <Menu label="More" className="btn icon quiet" align="end" trigger={<Icon name="more" />}>
      {mayWrite && (
        <>
          {conversation.status === 'open' && (
            <MenuItem icon="clock" shortcut="S" onClick={() => pick('snooze', [conversation])}>
              Snooze
            </MenuItem>
          )}
          <MenuItem icon="ticket" onClick={() => onDialog('ticket')}>
            Open a ticket
          </MenuItem>
          <MenuItem icon="people" onClick={() => onDialog('merge')}>
            Same person as…
          </MenuItem>
          <MenuLine />
        </>
      )}
      <MenuItem icon="mail" shortcut="U" onClick={() => void acts.markRead(conversation, true)}>
        Mark unread
      </MenuItem>
      <MenuItem icon="link" onClick={copyLink}>
        Copy the link
      </MenuItem>
    </Menu>
  )
}

/** Whose it is, how pressing, which labels: each a button that opens its list. */
export function ThreadBar({ thread }: { thread: Thread }) {
  const { choices, mayWrite, memberId, asOf } = useInbox()
  const { conversation, participants, tickets } = thread
  const { assigneeId, assigneeName, teamName, priority, labels } = conversation
  const colours = new Map(choices.labels.map(({ name, colour }) => [name, labelTokens[colour]]))
  const others = participants.filter((person) => person.memberId !== assigneeId)
  return (
    <div className="th-bar">
      <span className="th-due2">
        <DuePill facts={conversation} asOf={asOf} />
      </span>
      <BarButton kind="assign" thread={thread} label="Give to somebody" isFixed={!mayWrite}>
        <Icon name="assign" size={14} />
        {assigneeName ? (assigneeId === memberId ? 'Yours' : assigneeName) : 'Nobody yet'}
        {teamName && <span className="muted"> · {teamName}</span>}
      </BarButton>
      <BarButton kind="priority" thread={thread} label="Set the priority" isFixed={!mayWrite}>
        <PriorityMark priority={priority} />
        {priorityWords[priority]}
      </BarButton>
      <BarButton kind="labels" thread={thread} label="Set labels" isFixed={!mayWrite}>
        {labels.length === 0 ? (
          <>
            <Icon name="tag" size={14} />
            <span className="muted">Label</span>
          </>
        ) : (
          labels.map((label) => (
            <span key={label} className="lbl">
              <span className="ldot" style={{ background: colours.get(label) ?? 'var(--c8)' }} />
              {label}
            </span>
          ))
        )}
      </BarButton>
      {tickets.map((ticket) => (
        <Link key={ticket.id} className="barb" to={`/tickets/${ticket.id}`}>
          <Icon name="ticket" size={14} />
          <span className="tn">T-{ticket.number}</span>
          <span className="muted">{ticket.status}</span>
          <span className="vh">{ticket.title}</span>
        </Link>
      ))}
      {others.length > 0 && (
        <span className="barb muted" title={others.map(({ name }) => name).join(', ')}>
          <Icon name="people" size={14} />
          {others.length === 1 ? others[0]!.name : `${others.length} take part`}
        </span>
      )}
      <RatingMark rating={thread.rating} />
    </div>
  )
}

function BarButton(props: {
  kind: PickerKind
  thread: Thread
  label: string
  isFixed: boolean
  children: ReactNode
}) {
  const { pick } = useInbox()
  const button = useRef<HTMLButtonElement>(null)
  if (props.isFixed) return <span className="barb">{props.children}</span>
  return (
    <button
      ref={button}
      type="button"
      className="barb"
      aria-haspopup="dialog"
      onClick={() => pick(props.kind, [props.thread.conversation], button.current)}
    >
      <span className="vh">{props.label}: </span>
      {props.children}
    </button>
  )
}

/** How the client found it; or that they were asked. */
export function RatingMark({ rating }: { rating: Thread['rating'] }) {
  if (!rating) return null
  if (rating.score === null) {
    return (
      <span className="barb muted">
        <Icon name="star" size={14} />
        Asked how it went
      </span>
    )
  }
  return (
    <span className="barb" title={rating.comment || undefined}>
      <Icon name="star" size={14} />
      <b className="tn">{rating.score}</b> of 5
      {rating.comment && <span className="muted cut rate-c"> “{rating.comment}”</span>}
    </span>
  )
}
