import { Form, Link, useSearchParams } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { formatWhen, When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type Broadcast, getBroadcast, listRecipients, stopBroadcast } from '../contract/broadcasts.ts'
import type { Route } from './+types/broadcast-page'
import { BroadcastState } from './broadcast-look.tsx'
import { BroadcastFunnel, BroadcastProgress, people } from './broadcast-results.tsx'
import './broadcast.css'

export const handle: PageHandle = {
  title: (data) => (data as { broadcast?: Broadcast } | undefined)?.broadcast?.name ?? 'Broadcast',
  parent: { to: '/broadcasts', label: 'Broadcasts' },
}

const STATES = ['all', 'sent', 'delivered', 'read', 'failed', 'skipped', 'waiting'] as const
type State = (typeof STATES)[number]

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const state: State = STATES.find((one) => one === search.get('state')) ?? 'all'
  const { broadcastId } = params
  const [broadcast, recipients] = await Promise.all([
    api(getBroadcast, { broadcastId }),
    api(listRecipients, { broadcastId, state, cursor: search.get('cursor') ?? undefined }),
  ])
  return { broadcast, recipients }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  await formInput(await request.formData())
  const result = await submit(serverApi(context), stopBroadcast, { broadcastId: params.broadcastId })
  return result.ok ? { ok: true as const } : refuse(result)
}

/** What became of a broadcast: how far it got, who answered, who booked, and each recipient. */
export default function BroadcastPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['broadcasts', 'conversations'])
  const { broadcast, recipients } = loaderData
  const { zone, locale } = useLocale()
  const maySend = useMay('broadcast.send')
  const { status, results, scheduledAt, startedAt, channelName, templateName } = broadcast
  const at = startedAt ?? scheduledAt
  const isUnderWay = status === 'running' || status === 'scheduled'
  return (
    <div className="stack">
      <PageHead
        title={broadcast.name}
        lead={
          <>
            <BroadcastState status={status} /> {channelName}, “{templateName.replaceAll('_', ' ')}”
            {at && <> · {formatWhen(at, 'date-time', zone, locale)}</>} · by {broadcast.createdBy}
          </>
        }
        actions={
          isUnderWay &&
          maySend && (
            <Form method="post">
              <Button type="submit" tone="danger">
                {status === 'running' ? 'Stop sending' : 'Do not send'}
              </Button>
            </Form>
          )
        }
      />
      {actionData?.ok && (
        <Banner tone="good">{status === 'draft' ? 'It is a draft again.' : 'Stopped.'}</Banner>
      )}
      {status === 'draft' && (
        <Banner tone="info">
          This is a draft. <Link to={`/broadcasts/${broadcast.id}/edit`}>Go on with it</Link>
        </Banner>
      )}
      {status === 'scheduled' && (
        <Banner tone="info">
          The people are chosen when it begins. Until then it can be taken back, and is a draft again.
        </Banner>
      )}
      {status === 'running' && <BroadcastProgress broadcast={broadcast} />}
      {status === 'stopped' && results.waiting > 0 && (
        <Banner tone="warn">It was stopped. {people(results.waiting)} did not get it, and will not.</Banner>
      )}
      {startedAt && <BroadcastFunnel broadcast={broadcast} />}
      <section aria-labelledby="recipients">
        <SectionHead id="recipients" title="Recipients" />
        <States broadcast={broadcast} />
        <DataGrid
          label="Recipients"
          noun="recipients"
          columns={columnsOf(status)}
          rows={recipients.items}
          rowKey={({ id }) => id}
          total={recipients.total}
          nextCursor={recipients.nextCursor}
          empty={
            <EmptyState icon="send" title={startedAt ? 'Nobody here' : 'Nobody is chosen yet'}>
              {startedAt
                ? 'No recipient is in this state.'
                : 'Whom it reaches is settled when it begins, by the filter of that moment.'}
            </EmptyState>
          }
        />
      </section>
    </div>
  )
}

const words: Readonly<Record<State, string>> = {
  all: 'All',
  sent: 'Sent',
  delivered: 'Arrived',
  read: 'Read',
  failed: 'Failed',
  skipped: 'Left out',
  waiting: 'Waiting',
}

/** What nobody waits for any more is not waiting. */
const wordOf = (state: State, status: Broadcast['status']) =>
  state === 'waiting' && status === 'stopped' ? 'Not sent' : words[state]

/** The states as links, each with how many are in it. A message that was read also arrived. */
function States({ broadcast: { results, status } }: { broadcast: Broadcast }) {
  const [search] = useSearchParams()
  const current = STATES.find((state) => state === search.get('state')) ?? 'all'
  return (
    <nav className="bc-states" aria-label="State of the recipients">
      {STATES.map((state) => (
        <Link
          key={state}
          to={state === 'all' ? '?' : `?state=${state}`}
          aria-current={state === current ? 'page' : undefined}
          preventScrollReset
        >
          {wordOf(state, status)}{' '}
          <span className="tn">
            {results[state === 'all' ? 'recipients' : state].toLocaleString('en-GB')}
          </span>
        </Link>
      ))}
    </nav>
  )
}

type Recipient = Output<typeof listRecipients>['items'][number]

const tones = {
  failed: 'bad',
  skipped: 'warn',
  waiting: 'neutral',
  sent: 'info',
  delivered: 'good',
  read: 'good',
} as const

const columnsOf = (status: Broadcast['status']): Column<Recipient>[] => [
  {
    key: 'name',
    label: 'Name',
    render: ({ name, address, conversationId, clientId }) => {
      const to = conversationId ? `/inbox/${conversationId}` : clientId && `/clients/${clientId}`
      return to ? (
        <Link className="cut" to={to}>
          {name || address}
        </Link>
      ) : (
        <span className="cut">{name || address}</span>
      )
    },
  },
  {
    key: 'address',
    label: 'Address',
    hideOnPhone: true,
    render: ({ address }) => <span className="cut muted tn">{address.replace(/^\(none\).*/, '–')}</span>,
  },
  {
    key: 'status',
    label: 'State',
    width: '130px',
    render: ({ status: state }) => (
      <StatusPill tone={tones[state as keyof typeof tones] ?? 'neutral'}>
        {state in words ? wordOf(state as State, status) : 'On its way'}
      </StatusPill>
    ),
  },
  {
    key: 'reason',
    label: 'Why',
    hideOnPhone: true,
    render: ({ reason }) => (
      <span className="cut muted" title={reason}>
        {reason}
      </span>
    ),
  },
  {
    key: 'sent',
    label: 'Sent',
    width: '175px',
    hideOnPhone: true,
    render: ({ sentAt }) => sentAt && <When at={sentAt} style="date-time" />,
  },
]
