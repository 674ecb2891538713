import { Form, Link } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import { formatWhen, When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type Broadcast, getBroadcast, listRecipients, stopBroadcast } from '../contract/broadcasts.ts'
import type { Route } from './+types/broadcast-page'
import { BroadcastState, share } from './broadcast-look.tsx'
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
            <BroadcastState status={status} /> {channelName}, {templateName}
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
      <Funnel results={results} />
      <section aria-labelledby="recipients">
        <SectionHead id="recipients" title="Recipients" />
        <Tabs
          label="State of the recipients"
          tabs={STATES.map((state) => ({ to: `?state=${state}`, label: words[state] }))}
        />
        <DataGrid
          label="Recipients"
          noun="recipients"
          columns={columns}
          rows={recipients.items}
          rowKey={({ id }) => id}
          rowTo={({ conversationId, clientId }) =>
            conversationId ? `/inbox/${conversationId}` : clientId ? `/clients/${clientId}` : '/inbox'
          }
          total={recipients.total}
          nextCursor={recipients.nextCursor}
          empty={<EmptyState icon="send" title="Nobody here" />}
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

type Recipient = Output<typeof listRecipients>['items'][number]

const columns: Column<Recipient>[] = [
  {
    key: 'name',
    label: 'Name',
    render: ({ name, address }) => <span className="cut">{name || address}</span>,
  },
  {
    key: 'address',
    label: 'Address',
    hideOnPhone: true,
    render: ({ address }) => <span className="cut muted tn">{address}</span>,
  },
  {
    key: 'status',
    label: 'State',
    width: '120px',
    render: ({ status }) => words[(status === 'delivered' ? 'delivered' : status) as State] ?? 'On its way',
  },
  {
    key: 'reason',
    label: 'Why',
    hideOnPhone: true,
    render: ({ reason }) => <span className="cut muted">{reason}</span>,
  },
  {
    key: 'sent',
    label: 'Sent',
    width: '140px',
    hideOnPhone: true,
    render: ({ sentAt }) => sentAt && <When at={sentAt} />,
  },
]

/** How far the messages got: each bar is part of the one above. */
function Funnel({ results }: { results: Broadcast['results'] }) {
  const people = results.recipients - results.skipped
  const bars = [
    { name: 'Sent', value: results.sent, of: people },
    { name: 'Arrived', value: results.delivered, of: results.sent },
    { name: 'Read', value: results.read, of: results.delivered },
    { name: 'Answered', value: results.replied, of: results.sent },
    { name: 'Booked', value: results.conversions, of: results.sent },
  ]
  return (
    <section className="card pad" aria-label="Results">
      <dl className="bc-funnel">
        {bars.map(({ name, value, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className="bc-bar" aria-hidden="true">
                <i style={{ width: `${people > 0 ? (100 * value) / people : 0}%` }} />
              </span>
              <b className="tn">{value}</b> <span className="muted tn">{share(value, of)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted t13">
        {people} people{results.skipped > 0 && `, ${results.skipped} left out`}
        {results.waiting > 0 && `, ${results.waiting} waiting`}
        {results.failed > 0 && `, ${results.failed} failed`}. Bookings since are worth{' '}
        <Money minor={results.revenue} />.
      </p>
    </section>
  )
}
