import './channels.css'
import { Link, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { type Filter, FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { Selection } from '#web/kit/selection.ts'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { showToast } from '#web/kit/toast.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { dismissFailures, type Failure, listChannels, listFailures } from '../contract/channels.ts'
import { retryMessage } from '../contract/conversations.ts'
import { channelNames } from '../contract/words.ts'
import { failureWords } from '../domain/failure-words.ts'
import type { Route } from './+types/failures-page'
import { FailureActs } from './failure-acts.tsx'

export const handle: PageHandle = {
  title: 'Failed messages',
  parent: { to: '/inbox', label: 'Inbox' },
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const category = search.get('category')
  const [failures, channels] = await Promise.all([
    api(listFailures, {
      channelId: search.get('channel') ?? undefined,
      category: isCategory(category) ? category : undefined,
      state: search.get('all') === 'true' ? 'all' : 'open',
      cursor: search.get('cursor') ?? undefined,
    }),
    api(listChannels, {}),
  ])
  return { failures, channels: channels.items.map(({ id, name }) => ({ id, name })) }
}

function isCategory(text: string | null): text is Failure['category'] {
  return text !== null && Object.hasOwn(failureWords, text)
}

export async function action({ context, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, messageId } = formInput(await request.formData())
  if (intent === 'leave') {
    const result = await submit(api, dismissFailures, { messageIds: [String(messageId)] })
    return result.ok ? { ok: true as const, words: 'Taken off the list.' } : refuse(result)
  }
  const result = await submit(api, retryMessage, { messageId: String(messageId ?? '') })
  return result.ok ? { ok: true as const, words: 'On its way again.' } : refuse(result)
}

const columns: Column<Failure>[] = [
  {
    key: 'who',
    label: 'Message',
    render: ({ contactName, preview, conversationId, category }) => (
      <span className="stack s4">
        <Link className="cut" to={`/inbox/${conversationId}`}>
          {contactName}
        </Link>
        <span className="muted t12 cut">
          <span className="failure-phone">{failureWords[category].name} · </span>
          {preview}
        </span>
      </span>
    ),
  },
  {
    key: 'reason',
    label: 'Reason',
    hideOnPhone: true,
    render: ({ category, title, advice, code }) => (
      <span className="stack s4" title={`${title} (${code}). ${advice}`}>
        <span className="row s4">
          <StatusPill tone="bad">{failureWords[category].name}</StatusPill>
        </span>
        <span className="muted t12 cut">{title}</span>
      </span>
    ),
  },
  {
    key: 'channel',
    label: 'Channel',
    width: '150px',
    hideOnPhone: true,
    render: ({ channelName, channelKind }) => (
      <span className="cut">{channelName || channelNames[channelKind]}</span>
    ),
  },
  {
    key: 'at',
    label: 'When',
    width: '150px',
    hideOnPhone: true,
    render: ({ failedAt }) => <When at={failedAt} />,
  },
  {
    key: 'acts',
    label: 'What to do',
    width: '190px',
    render: (failure) => <FailureActs failure={failure} />,
  },
]

/** Messages that could not be delivered, with the provider's reason and what may help (INBX-021). */
export default function FailuresPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['conversations'])
  const mayWrite = useMay('message.send')
  const { failures, channels } = loaderData
  const filters: Filter[] = [
    {
      kind: 'select',
      name: 'category',
      label: 'Reason',
      any: 'Any reason',
      options: failures.counts.map(({ category, count }) => ({
        value: category,
        label: `${failureWords[category].name} (${count})`,
      })),
    },
    {
      kind: 'select',
      name: 'channel',
      label: 'Channel',
      any: 'Any channel',
      options: channels.map(({ id, name }) => ({ value: id, label: name })),
    },
    { kind: 'switch', name: 'all', label: 'Also those dealt with' },
  ]
  return (
    <div className="stack">
      <PageHead
        title="Failed messages"
        lead="Messages that could not be delivered, with the provider’s reason."
      />
      {actionData && !actionData.ok && <Banner tone="bad">{actionData.message}</Banner>}
      {actionData?.ok && <Banner tone="good">{actionData.words}</Banner>}
      <FilterBar filters={filters} />
      <DataGrid
        label="Failed messages"
        columns={columns}
        rows={failures.items}
        rowKey={({ messageId }) => messageId}
        total={failures.total}
        nextCursor={failures.nextCursor}
        noun="messages"
        {...(mayWrite && {
          bulk: (selection: Selection, clear: () => void) => <Leave {...{ selection, clear }} />,
        })}
        empty={
          <EmptyState icon="check-circle" title="Nothing failed">
            Messages that a provider or a recipient refuses appear here, with what may help.
          </EmptyState>
        }
      />
    </div>
  )
}

function Leave({ selection, clear }: { selection: Selection; clear: () => void }) {
  const dismiss = useCommand(dismissFailures)
  const busy = useNavigation().state !== 'idle' || dismiss.isBusy
  const leave = async () => {
    const result = await dismiss({ messageIds: selection.ids.slice(0, 200) })
    if (!result.ok) return showToast({ tone: 'bad', text: result.message })
    showToast({ tone: 'good', text: `${result.output.dismissed} taken off the list` })
    clear()
  }
  return (
    <Button size="sm" busy={busy} onClick={() => void leave()}>
      Take off the list
    </Button>
  )
}
