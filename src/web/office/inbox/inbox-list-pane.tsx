import { lazy, Suspense, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listSavedViews, type SavedView } from '#modules/crm/contract/views.ts'
import {
  BulkBar,
  type BulkWish,
  ConversationList,
  countFilters,
  EmptyList,
  InboxOrder,
  InboxSearch,
  InboxTabs,
  ListError,
  ListSkeleton,
  Offline,
  StartDialog,
  searchCleared,
} from '#modules/inbox/ui/public.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { useApi } from '../../query.tsx'
import type { InboxScreen } from './use-inbox.ts'

const SaveViews = lazy(() => import('./save-views.tsx').then((part) => ({ default: part.SaveViews })))

/** The list with its views, search, filters and order above it, and the bulk bar at its foot. */
export function InboxListPane({ screen, onBulk }: { screen: InboxScreen; onBulk: (wish: BulkWish) => void }) {
  const { filter, first, choices, selection, rows, total, mayWrite } = screen
  const [search] = useSearchParams()
  const filters = countFilters(filter)
  const [isFilterOpen, setFilterOpen] = useState(filters > 0)
  const [isPicking, setPicking] = useState(false)
  const [isStarting, setStarting] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const views = useViews(screen)
  return (
    <section className="ib-list" aria-label="Inbox">
      <h1 className="vh">Inbox</h1>
      <InboxTabs view={filter.view} counts={first?.counts} />
      <InboxSearch
        choices={choices}
        isOpen={isFilterOpen}
        onToggle={() => setFilterOpen(!isFilterOpen)}
        count={filters}
        end={
          <>
            <ListMenu
              views={views}
              isPicking={isPicking}
              onPicking={() => setPicking(!isPicking)}
              onSaving={() => setSaving(true)}
            />
            {mayWrite && (
              <Button size="sm" tone="quiet" icon="edit" iconOnly onClick={() => setStarting(true)}>
                New message
              </Button>
            )}
          </>
        }
      />
      <div className="ib-meta t12 muted">
        <InboxOrder filter={filter} />
        {(filters > 0 || filter.q) && (
          <Link className="link" to={{ search: searchCleared(search) }} preventScrollReset>
            Clear
          </Link>
        )}
        <span className="end row keys-hint" aria-hidden="true">
          {first && <span className="tn">{total}</span>}
          <kbd>J</kbd>
          <kbd>K</kbd>
        </span>
      </div>
      <Rows screen={screen} isPicking={isPicking || selection.count > 0} />
      {mayWrite && (
        <BulkBar
          selection={selection}
          chosen={rows.filter(({ id }) => selection.has(id))}
          shown={rows.length}
          total={total}
          onBulk={onBulk}
        />
      )}
      {/* Not in the menu: that stands in the form of the search, and a form in a form is sent as the outer one. */}
      <Suspense>
        {isStarting && <StartDialog onClose={() => setStarting(false)} />}
        {isSaving && <SaveViews search={search.toString()} views={views} onClose={() => setSaving(false)} />}
      </Suspense>
    </section>
  )
}

function Rows({ screen, isPicking }: { screen: InboxScreen; isPicking: boolean }) {
  const { pages, rows, total, filter, first } = screen
  const { error, fetchNextPage, hasNextPage, isFetchingNextPage, isPending, isPlaceholderData } = pages
  if (isPending && pages.isPaused) return <Offline />
  if (isPending) return <ListSkeleton />
  if (error && rows.length === 0) return <ListError error={error} onRetry={() => void pages.refetch()} />
  if (rows.length === 0 && hasNextPage) return <ListSkeleton />
  if (rows.length === 0) return <EmptyList filter={filter} counts={first?.counts} />
  return (
    <>
      {error && (
        <div className="ib-stale t12" role="alert">
          <span className="grow">{error.detail}</span>
          <Button size="sm" onClick={() => void pages.refetch()}>
            Try again
          </Button>
        </div>
      )}
      <ConversationList
        handle={screen.list}
        rows={rows}
        total={total}
        openId={screen.openId}
        activeId={screen.activeId}
        onActive={screen.setActive}
        selection={screen.selection}
        isPicking={isPicking}
        isBusy={isFetchingNextPage || isPlaceholderData}
        onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
        onIntent={screen.intend}
        foot={isFetchingNextPage && <ListSkeleton rows={2} />}
      />
    </>
  )
}

/** The saved views, as the document brought them and as they are by now. */
function useViews(screen: InboxScreen): readonly SavedView[] {
  const saved = useApi(
    listSavedViews,
    { list: 'conversations' },
    { staleTime: 60_000, ...(screen.views && { initialData: { items: screen.views } }) },
  ).data
  return saved?.items ?? []
}

interface MenuProps {
  views: readonly SavedView[]
  isPicking: boolean
  onPicking: () => void
  onSaving: () => void
}

/** Saved views, and choosing several. */
function ListMenu({ views, isPicking, onPicking, onSaving }: MenuProps) {
  const [search] = useSearchParams()
  const present = search.toString()
  return (
    <Menu label="Views and selection" className="btn sm icon quiet" align="end" trigger={<Icon name="eye" />}>
      <MenuLabel>{views.length > 0 ? 'Saved views' : 'No saved views yet'}</MenuLabel>
      {views.map((view) => (
        <MenuItem
          key={view.id}
          to={`/inbox?${view.query}`}
          icon={view.query === present ? 'check' : undefined}
        >
          {view.name}
        </MenuItem>
      ))}
      <MenuItem icon="plus" onClick={onSaving}>
        Save or delete views
      </MenuItem>
      <MenuLine />
      <MenuItem icon="check" shortcut="X" onClick={onPicking}>
        {isPicking ? 'Stop selecting' : 'Select several'}
      </MenuItem>
    </Menu>
  )
}
