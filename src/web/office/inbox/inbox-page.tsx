import './inbox.css'
import './thread.css'
import './composer.css'
import './client-panel.css'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Outlet, PrefetchPageLinks } from 'react-router'
import type { Conversation } from '#modules/inbox/contract/conversations.ts'
import {
  type BulkWish,
  bulkResolve,
  type ComposerHandle,
  InboxPickers,
  InboxProvider,
  type PickerKind,
  prefetchPickers,
  takeBackLast,
  useInboxLive,
} from '#modules/inbox/ui/public.ts'
import { serverApi } from '../../api.ts'
import type { PageHandle } from '../page-title.tsx'
import type { Route } from './+types/inbox-page'
import { InboxBulk } from './inbox-bulk.tsx'
import { useInboxKeys } from './inbox-keys.ts'
import { InboxListPane } from './inbox-list-pane.tsx'
import { loadInbox } from './inbox-load.ts'
import { OpenConversation } from './open-conversation.tsx'
import { useInboxScreen } from './use-inbox.ts'

const ServicePicker = lazy(() =>
  import('./service-picker.tsx').then((part) => ({ default: part.ServicePicker })),
)

export const handle: PageHandle = { title: 'Inbox', isFullBleed: true }
export const meta: Route.MetaFunction = () => [{ title: 'Inbox · Frontdesk' }]

/** For the first document; from then on the page asks by itself, keeps what it has seen and hears of changes. */
export function loader({ context, request }: Route.LoaderArgs) {
  return loadInbox(serverApi(context), new URL(request.url).searchParams)
}

export function clientLoader() {
  return null
}

interface Picking {
  kind: PickerKind
  target: readonly Conversation[]
  anchor: HTMLElement | null
}

/** Conversations at the left, the open one in the middle, its client at the right. */
export default function InboxPage() {
  const screen = useInboxScreen()
  const { filter, memberId, asOf, mayWrite, choices, acts, pathOf, openId, focusList } = screen
  const [picking, setPicking] = useState<Picking | null>(null)
  const [wish, setWish] = useState<BulkWish | null>(null)
  const composer = useRef<ComposerHandle>(null)
  const { typingIds } = useInboxLive(openId, memberId)
  const pick = useCallback(
    (kind: PickerKind, target: readonly Conversation[], anchor: HTMLElement | null = null) =>
      setPicking({ kind, target, anchor }),
    [],
  )
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      prefetchPickers()
      setSettled(true)
    }, 1_500)
    return () => clearTimeout(timer)
  }, [])
  useInboxKeys({
    ...screen,
    pick,
    onMove: screen.move,
    onBulkResolve: () => setWish(bulkResolve),
    write: (mode, text) => composer.current?.write(mode, text),
    undo: () => void takeBackLast(),
  })
  return (
    <InboxProvider value={{ filter, memberId, asOf, mayWrite, choices, acts, pick, focusList, pathOf }}>
      <div className={`ib ${openId ? 'has-open' : ''}`}>
        <InboxListPane screen={screen} onBulk={setWish} />
        <OpenConversation screen={screen} typingIds={typingIds} composer={composer} />
      </div>
      <Suspense>
        {picking?.kind === 'services' && (
          <ServicePicker
            anchor={picking.anchor}
            onWrite={(text) => composer.current?.write('reply', text)}
            onClose={() => setPicking(null)}
          />
        )}
        {picking && picking.kind !== 'services' && (
          <InboxPickers
            key={`${picking.kind} ${picking.target.map(({ id }) => id).join()}`}
            {...picking}
            kind={picking.kind}
            onBulk={setWish}
            onClose={() => setPicking(null)}
          />
        )}
      </Suspense>
      {/* The way into a conversation is at hand before it is asked for, also when the line breaks meanwhile. */}
      {isSettled && !openId && <PrefetchPageLinks page={pathOf(screen.rows[0]?.id ?? null)} />}
      {wish && <InboxBulk screen={screen} wish={wish} onDone={() => setWish(null)} />}
      <Outlet />
    </InboxProvider>
  )
}
