import { Link, useSearchParams } from 'react-router'
import type { ApiError } from '#web/api.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import type { IconName } from '#web/kit/icon.tsx'
import { Skeleton } from '#web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '#web/kit/state.tsx'
import { useMay } from '#web/session.ts'
import type { InboxView } from '../contract/conversations.ts'
import type { ConversationPage } from './inbox-data.ts'
import { countFilters, type InboxFilter, searchCleared, searchOfView } from './inbox-url.ts'

const words: Record<InboxView, { icon: IconName; title: string; text: string }> = {
  mine: {
    icon: 'check-circle',
    title: 'Nothing waits for you',
    text: 'What is given to you stands here, the most pressing first.',
  },
  unassigned: {
    icon: 'people',
    title: 'Everything has its person',
    text: 'New conversations that nobody has taken yet stand here.',
  },
  team: {
    icon: 'people',
    title: 'Nothing with your teams',
    text: 'Conversations of the teams you belong to stand here.',
  },
  all: {
    icon: 'inbox',
    title: 'The inbox is empty',
    text: 'When somebody writes by WhatsApp, SMS, e-mail or the web chat, it appears here at once.',
  },
  mentions: {
    icon: 'at',
    title: 'Nobody has mentioned you',
    text: 'Private notes with your name in them stand here.',
  },
  snoozed: {
    icon: 'clock',
    title: 'Nothing is put aside',
    text: 'Press S on a conversation to see it again at a better time.',
  },
  resolved: {
    icon: 'check-circle',
    title: 'Nothing is resolved yet',
    text: 'Press E when a conversation is done. It stands here, and opens again when the client writes.',
  },
}

/** Nothing to show, why, and the next thing to do. */
export function EmptyList({
  filter,
  counts,
}: {
  filter: InboxFilter
  counts: ConversationPage['counts'] | undefined
}) {
  const [search] = useSearchParams()
  const maySetUp = useMay('inbox.manage')
  if (filter.q || countFilters(filter) > 0) {
    return (
      <EmptyState
        icon="search"
        title={filter.q ? `Nothing found for “${filter.q}”` : 'Nothing matches the filters'}
        action={
          <LinkButton size="sm" to={{ search: searchCleared(search) }}>
            Clear search and filters
          </LinkButton>
        }
      >
        The search looks at names, numbers, addresses and everything that was said.
      </EmptyState>
    )
  }
  const { icon, title, text } = words[filter.view]
  const unassigned = counts?.unassigned ?? 0
  const next = filter.view === 'mine' && unassigned > 0
  const isNew = filter.view === 'all' && counts?.all === 0 && maySetUp
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        (next && (
          <LinkButton size="sm" to={`/inbox${searchOfView(search, 'unassigned')}`}>
            {unassigned} unassigned
          </LinkButton>
        )) ||
        (isNew && (
          <LinkButton size="sm" to="/settings/channels">
            Set up channels
          </LinkButton>
        ))
      }
    >
      {text}
    </EmptyState>
  )
}

/** The list could not be fetched. */
export function ListError({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <ErrorState
      title={error.title}
      requestId={error.requestId}
      action={
        <Button size="sm" icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error.detail}
    </ErrorState>
  )
}

/** Rows on their way, in the shape of rows. */
export function ListSkeleton({ rows = 9 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading conversations">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="cv-sk">
          <span className="sk cv-sk-a" aria-hidden="true" />
          <div className="grow stack s8">
            <Skeleton width={`${52 - (row % 3) * 8}%`} height={12} />
            <Skeleton width={`${88 - (row % 4) * 9}%`} height={12} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** A thread on its way. */
export function ThreadSkeleton() {
  return (
    <div className="th-sk" role="status" aria-label="Loading the conversation">
      {[38, 62, 46, 70, 30].map((width, index) => (
        <span
          key={width}
          className={`sk ${index % 2 ? 'me' : ''}`}
          style={{ width: `${width}%`, height: index % 2 ? 62 : 46 }}
          aria-hidden="true"
        />
      ))}
    </div>
  )
}

/** The line is down: what was asked for comes by itself when it is back. */
export function Offline() {
  return (
    <div className="th-none" role="status">
      <EmptyState icon="pulse" title="You are offline">
        This appears by itself as soon as the connection is back. What you write meanwhile is kept.
      </EmptyState>
    </div>
  )
}

/** No conversation is open: what the keys do. Nothing is said before the list is known. */
export function NoThread({ total }: { total: number | undefined }) {
  if (total === undefined) return null
  return (
    <div className="th-none">
      <EmptyState icon="inbox" title={total ? 'Choose a conversation' : 'All quiet'}>
        {total ? (
          <>
            <kbd>J</kbd> and <kbd>K</kbd> move through the list, <kbd>Enter</kbd> opens, <kbd>?</kbd> shows
            every key.
          </>
        ) : (
          'New messages appear by themselves.'
        )}
      </EmptyState>
    </div>
  )
}

/** The conversation cannot be shown: it is gone, or the line is down. */
export function ThreadError({
  error,
  backTo,
  onRetry,
}: {
  error: ApiError
  backTo: string
  onRetry: () => void
}) {
  if (error.status === 404) {
    return (
      <EmptyState
        icon="inbox"
        title="There is no such conversation"
        action={
          <Link className="btn" to={backTo}>
            Back to the list
          </Link>
        }
      >
        The link may be old, or the conversation belongs to another organisation.
      </EmptyState>
    )
  }
  return (
    <ErrorState
      title={error.title}
      requestId={error.requestId}
      action={
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error.detail}
    </ErrorState>
  )
}
