import { Form, redirect, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  type Channel,
  getQueueState,
  listChannels,
  type QueueState,
  restoreChannel,
} from '../contract/channels.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/channels-page'
import { ChannelHealthPill } from './channel-health.tsx'
import { ChannelsHead } from './channel-tabs.tsx'

export const handle: PageHandle = { title: 'Channels' }

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [channels, queue] = await Promise.all([api(listChannels, {}), api(getQueueState, {})])
  return { items: channels.items, queue: queue.items }
}

/** Takes a removal back: the address says which channel was removed. */
export async function action({ context, request }: Route.ActionArgs) {
  const { channelId } = formInput(await request.formData())
  const result = await submit(serverApi(context), restoreChannel, { channelId: String(channelId ?? '') })
  return result.ok ? redirect(`/settings/channels/${result.output.id}?restored`) : refuse(result)
}

const columns: Column<Channel>[] = [
  {
    key: 'name',
    label: 'Channel',
    render: ({ name, kind, address }) => (
      <span className="stack s4">
        <span className="cut">{name}</span>
        <span className="muted t12 cut">{[channelNames[kind], address].filter(Boolean).join(' · ')}</span>
      </span>
    ),
  },
  {
    key: 'health',
    label: 'State',
    width: '190px',
    render: (channel) => <ChannelHealthPill channel={channel} />,
  },
  {
    key: 'words',
    label: 'Why',
    hideOnPhone: true,
    render: ({ health }) => (
      <span className="cut muted" title={health.words}>
        {health.words}
      </span>
    ),
  },
  {
    key: 'received',
    label: 'Last received',
    width: '140px',
    hideOnPhone: true,
    render: ({ lastReceivedAt }) => <Moment at={lastReceivedAt} />,
  },
  {
    key: 'sent',
    label: 'Last sent',
    width: '140px',
    hideOnPhone: true,
    render: ({ lastSentAt }) => <Moment at={lastSentAt} />,
  },
]

/** The organisation's channels with their health, and what waits to be sent. */
export default function ChannelsPage({ loaderData: { items, queue }, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['channels', 'conversations'])
  const mayManage = useMay('inbox.manage')
  const add = mayManage && (
    <LinkButton tone="primary" icon="plus" to="/settings/channels/new">
      Add channel
    </LinkButton>
  )
  return (
    <div className="stack">
      <ChannelsHead
        actions={
          <>
            <LinkButton to="/inbox/failures">Failed messages</LinkButton>
            {items.length > 0 && add}
          </>
        }
      />
      {actionData && <Banner tone="bad">{actionData.message}</Banner>}
      {mayManage && <Removed />}
      <DataGrid
        label="Channels"
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        {...(mayManage && { rowTo: ({ id }: Channel) => `/settings/channels/${id}` })}
        total={items.length}
        noun="channels"
        empty={
          <EmptyState icon="message" title="No channels yet" action={add}>
            Connect the number or address that clients write to. A sandbox channel lets you try everything
            without a provider.
          </EmptyState>
        }
      />
      {queue.length > 0 && <Queue rows={queue} />}
    </div>
  )
}

/** After a removal: what it means, and the way back. Works without JavaScript. */
function Removed() {
  const [search] = useSearchParams()
  const channelId = search.get('removed')
  if (!channelId) return null
  return (
    <Form method="post">
      <Banner
        tone="good"
        actions={
          <Button type="submit" size="sm" icon="undo" name="channelId" value={channelId}>
            Undo
          </Button>
        }
      >
        The channel is removed. Nothing more is sent or taken on it.
      </Banner>
    </Form>
  )
}

const queueColumns: Column<QueueState>[] = [
  { key: 'name', label: 'Channel', render: ({ channelName }) => <span className="cut">{channelName}</span> },
  {
    key: 'depth',
    label: 'Waiting',
    width: '100px',
    isNumber: true,
    render: ({ depth }) => depth.toLocaleString('en-GB'),
  },
  {
    key: 'oldest',
    label: 'Oldest',
    width: '130px',
    hideOnPhone: true,
    render: ({ oldestAt }) => <Moment at={oldestAt} none="–" />,
  },
  {
    key: 'retrying',
    label: 'To be tried again',
    width: '140px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ retrying }) => retrying,
  },
  {
    key: 'rate',
    label: 'Sent a minute',
    width: '130px',
    isNumber: true,
    render: ({ perMinute }) => perMinute.toFixed(1).replace(/\.0$/, ''),
  },
  {
    key: 'most',
    label: 'Most a minute',
    width: '130px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ perSecond }) => (perSecond * 60).toLocaleString('en-GB'),
  },
]

function Queue({ rows }: { rows: readonly QueueState[] }) {
  return (
    <section aria-labelledby="queue">
      <SectionHead id="queue" title="Outgoing queue" />
      <DataGrid
        label="Outgoing queue"
        columns={queueColumns}
        rows={rows}
        rowKey={({ channelId }) => channelId}
        total={rows.length}
        noun="channels"
        empty={null}
      />
    </section>
  )
}

function Moment({ at, none = 'Never' }: { at: string | null; none?: string }) {
  return at ? <When at={at} /> : <span className="muted">{none}</span>
}
