import { useSearchParams } from 'react-router'
import { formatPhone } from '#values/phone.ts'
import { serverApi } from '#web/api.ts'
import { PersonChip } from '#web/kit/avatar.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type Client, clientSorts, listClients, listSavedViews, listTags } from '../contract.ts'
import type { Route } from './+types/clients-page'
import { BulkTags } from './bulk-tags.tsx'
import { useSavedViews } from './saved-views.tsx'
import { ShortDay } from './short-day.tsx'

export const handle: PageHandle = { title: 'Clients' }
export const meta: Route.MetaFunction = () => [{ title: 'Clients · Frontdesk' }]

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const search = new URL(request.url).searchParams
  const q = search.get('q')?.slice(0, 100)
  const tag = search.getAll('tag').filter((one) => one.length <= 40)
  const filter = {
    ...(q && { q }),
    ...(tag.length > 0 && { tag }),
    deleted: search.get('view') === 'trash',
  }
  const sort = clientSorts.find((one) => one === search.get('sort')) ?? 'name'
  const cursor = search.get('cursor') ?? undefined
  const [clients, tags, views] = await Promise.all([
    api(listClients, { ...filter, sort, cursor }),
    api(listTags, {}),
    api(listSavedViews, { list: 'clients' }),
  ])
  return { clients, tags: tags.items, views: views.items, filter }
}

const columns: Column<Client>[] = [
  {
    key: 'name',
    label: 'Name',
    sort: 'name',
    render: ({ name, email }) => <PersonChip name={name} detail={email ?? undefined} />,
  },
  {
    key: 'phone',
    label: 'Telephone',
    width: '160px',
    hideOnPhone: true,
    render: ({ phone }) => phone && <span className="tn nw">{formatPhone(phone)}</span>,
  },
  {
    key: 'postcode',
    label: 'Postcode',
    width: '104px',
    render: ({ address }) => <span className="nw">{address.postcode}</span>,
  },
  {
    key: 'tags',
    label: 'Tags',
    width: '24%',
    hideOnPhone: true,
    render: ({ tags }) => <TagList tags={tags} />,
  },
  {
    key: 'lastVisitAt',
    label: 'Last visit',
    sort: 'lastVisitAt',
    width: '124px',
    hideOnPhone: true,
    render: ({ lastVisitAt }) =>
      lastVisitAt ? <ShortDay at={lastVisitAt} /> : <span className="muted">None yet</span>,
  },
  {
    key: 'createdAt',
    label: 'Client since',
    sort: 'createdAt',
    width: '124px',
    hideOnPhone: true,
    render: ({ createdAt }) => <ShortDay at={createdAt} />,
  },
]

const SHOWN_TAGS = 3

function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <span className="row" title={tags.join(', ')}>
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <span key={tag} className="tag">
          <span className="cut">{tag}</span>
        </span>
      ))}
      {tags.length > SHOWN_TAGS && <span className="muted t12">+{tags.length - SHOWN_TAGS}</span>}
    </span>
  )
}

/** Everybody we serve: found by word, tag or view; a row opens the client. */
export default function ClientsPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['clients'])
  const { clients, tags, filter } = loaderData
  const { dialog, ...views } = useSavedViews('clients', loaderData.views)
  const mayEdit = useMay('client.edit')
  const isTrash = filter.deleted
  return (
    <>
      <PageHead
        title={isTrash ? 'Clients in the trash' : 'Clients'}
        lead={isTrash ? 'Open one to bring it back.' : 'Everybody you serve, whatever they come by.'}
        actions={
          <>
            {isTrash ? (
              <LinkButton to="/clients">Back to the clients</LinkButton>
            ) : (
              <LinkButton tone="quiet" icon="trash" to="/clients?view=trash">
                Trash
              </LinkButton>
            )}
            {mayEdit && !isTrash && (
              <LinkButton tone="primary" icon="plus" to="/clients/new">
                New client
              </LinkButton>
            )}
          </>
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', name: 'q', label: 'Name, phone, postcode' },
          {
            kind: 'multi',
            name: 'tag',
            label: 'Tags',
            options: tags.map(({ tag, clients: count }) => ({ value: tag, label: `${tag} (${count})` })),
          },
        ]}
        {...views}
      />
      <DataGrid
        label="Clients"
        columns={columns}
        rows={clients.items}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/clients/${id}`}
        total={clients.total}
        nextCursor={clients.nextCursor}
        noun="clients"
        bulk={
          mayEdit && !isTrash
            ? (selection, clear) => (
                <BulkTags
                  selection={selection}
                  filter={filter}
                  tags={tags.map(({ tag }) => tag)}
                  onDone={clear}
                />
              )
            : undefined
        }
        empty={<NoClients mayEdit={mayEdit} isTrash={isTrash} />}
      />
      {dialog}
    </>
  )
}

function NoClients({ mayEdit, isTrash }: { mayEdit: boolean; isTrash: boolean }) {
  const [search] = useSearchParams()
  if (search.has('q') || search.has('tag')) {
    return (
      <EmptyState
        icon="search"
        title="Nobody matches"
        action={<LinkButton to={isTrash ? '?view=trash' : '?'}>Clear the filter</LinkButton>}
      >
        Try a part of the name, the postcode or the last digits of the telephone number.
      </EmptyState>
    )
  }
  if (isTrash) {
    return (
      <EmptyState icon="trash" title="The trash is empty">
        Clients you delete can be brought back from here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="clients"
      title="No clients yet"
      action={
        mayEdit && (
          <LinkButton tone="primary" icon="plus" to="/clients/new">
            New client
          </LinkButton>
        )
      }
    >
      Whoever books online appears here by themselves. You can also add somebody by hand.
    </EmptyState>
  )
}
