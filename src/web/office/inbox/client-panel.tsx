import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { type Thread, useInbox } from '#modules/inbox/ui/public.ts'
import { type ApiError, api } from '../../api.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useLocale } from '../../kit/locale.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { useLive } from '../../live.tsx'
import { useMay } from '../../session.ts'
import { type ClientFacts, loadClientFacts } from './client-facts.ts'
import { ClientFiguresBand, EarlierVisits, NextVisit } from './client-visits.tsx'
import { AccessNotes, TeamNotesShort } from './client-words.tsx'
import { FindClient } from './find-client.tsx'
import { OtherConversations } from './other-conversations.tsx'

const BookVisit = lazy(() => import('./book-visit.tsx').then((part) => ({ default: part.BookVisit })))

const keyOf = (clientId: string) => ['inbox-client', clientId]

interface PanelProps {
  thread: Thread
  initial: ClientFacts | null
  /** Puts words into the reply that is being written. */
  onWrite: (text: string) => void
}

/** The client beside the conversation: what one needs to know to answer, and the way to book. */
export function ClientPanel({ thread, initial, onWrite }: PanelProps) {
  const { clientId } = thread.conversation
  const maySee = useMay('client.view')
  if (!maySee) return <p className="cp-s muted t13">Clients are not shown to your role.</p>
  return clientId ? (
    <LinkedClient
      key={clientId}
      clientId={clientId}
      thread={thread}
      onWrite={onWrite}
      initial={initial?.client.id === clientId ? initial : null}
    />
  ) : (
    <FindClient thread={thread} />
  )
}

function LinkedClient({ clientId, thread, initial, onWrite }: PanelProps & { clientId: string }) {
  const client = useQueryClient()
  const [isBooking, setBooking] = useState(false)
  useLive(['clients', 'appointments', 'payments'], () =>
    client.invalidateQueries({ queryKey: keyOf(clientId) }),
  )
  const facts = useQuery<ClientFacts, ApiError>({
    queryKey: keyOf(clientId),
    queryFn: () => loadClientFacts(api, clientId),
    staleTime: 30_000,
    ...(initial && { initialData: initial }),
  })
  if (facts.isPending) return <PanelSkeleton />
  if (facts.isError) {
    return (
      <div className="cp-s stack s8">
        <p className="t13">{facts.error.detail}</p>
        <Button size="sm" icon="refresh" onClick={() => void facts.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  const { data } = facts
  return (
    <>
      <PanelHead facts={data} thread={thread} onBook={() => setBooking(true)} />
      {data.upcoming && <NextVisit visit={data.upcoming[0]} clientId={clientId} />}
      <ClientFiguresBand facts={data} rating={thread.rating?.score ?? null} />
      <AccessNotes client={data.client} />
      {data.earlier && <EarlierVisits visits={data.earlier} facts={data} />}
      <TeamNotesShort client={data.client} />
      <OtherConversations thread={thread} />
      <Suspense>
        {isBooking && <BookVisit facts={data} onWrite={onWrite} onClose={() => setBooking(false)} />}
      </Suspense>
    </>
  )
}

interface HeadProps {
  facts: ClientFacts
  thread: Thread
  onBook: () => void
}

function PanelHead({ facts, thread, onBook }: HeadProps) {
  const { zone, locale } = useLocale()
  const { acts, mayWrite } = useInbox()
  const mayBook = useMay('booking.create')
  const { client } = facts
  const month = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'long', year: 'numeric' })
  return (
    <section className="cp-s">
      <div className="row cp-h">
        <Avatar name={client.name} size="lg" />
        <div className="grow">
          <h2 className="cut">
            <Link to={`/clients/${client.id}`}>{client.name}</Link>
          </h2>
          <p className="t12 muted cut">Client since {month.format(new Date(client.createdAt))}</p>
        </div>
        {mayBook && client.deletedAt === null && (
          <Button size="sm" aria-haspopup="dialog" onClick={onBook}>
            Book
          </Button>
        )}
        {mayWrite && (
          <Menu label="More" className="btn sm icon quiet" align="end" trigger={<Icon name="more" />}>
            <MenuItem to={`/clients/${client.id}`} icon="person">
              Open the client
            </MenuItem>
            <MenuItem icon="link" onClick={() => void acts.linkClient(thread.conversation, null)}>
              Not this client
            </MenuItem>
          </Menu>
        )}
      </div>
      {client.tags.length > 0 && (
        <ul className="cp-tags" aria-label="Tags">
          {client.tags.map((tag) => (
            <li key={tag} className="tag">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading the client">
      {[56, 64, 48, 72, 110].map((height) => (
        <div key={height} className="cp-s stack s8">
          <Skeleton width="40%" height={12} />
          <Skeleton height={height - 20} />
        </div>
      ))}
    </div>
  )
}
