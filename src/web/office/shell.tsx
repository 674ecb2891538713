import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import { Form, useLocation } from 'react-router'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { useShortcuts } from '../kit/shortcuts.ts'
import { useOffice } from '../session.ts'
import { useKeepSignedIn } from './keep-signed-in.ts'
import { usePageHandle } from './page-title.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

const loadPalette = () => import('./palette.tsx').then((part) => ({ default: part.Palette }))
const Palette = lazy(loadPalette)
const ShortcutHelp = lazy(() =>
  import('./shortcut-help.tsx').then((part) => ({ default: part.ShortcutHelp })),
)

/** Rail, top bar and page. The palette and the list of shortcuts are fetched when first asked for. */
export function Shell({ children }: { children: ReactNode }) {
  const { session, railIsTight } = useOffice()
  const [isTight, setTight] = useRail(railIsTight)
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  const { handle } = usePageHandle()
  const close = useCallback(() => setOpen(null), [])
  useShortcuts({ 'mod+k': () => setOpen('palette'), '?': () => setOpen('shortcuts') })
  useFocusOnNavigation()
  usePaletteAtHand()
  useKeepSignedIn()

  return (
    <div className={`app ${isTight ? 'tight' : ''} ${handle.isFullBleed ? 'fix' : ''}`}>
      <a className="skip" href="#main">
        Go to the content
      </a>
      <Rail isTight={isTight} onToggle={() => setTight(!isTight)} />
      <TopBar onSearch={() => setOpen('palette')} />
      <main id="main" tabIndex={-1} className={handle.isFullBleed ? 'bleed' : 'page'}>
        {session.viewingAs && <ViewingAs name={session.viewingAs.name} />}
        {children}
      </main>
      <PhoneBar onSearch={() => setOpen('palette')} />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'shortcuts' && <ShortcutHelp onClose={close} />}
      </Suspense>
    </div>
  )
}

/** Fetches the palette while nothing else is to do, so that the first key after Ctrl K already lands in it. */
function usePaletteAtHand() {
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1_500)
    return () => clearTimeout(timer)
  }, [])
}

function ViewingAs({ name }: { name: string }) {
  return (
    <div className="viewing">
      <Banner
        tone="info"
        actions={
          <Form method="post" action="/view-as/stop">
            <Button type="submit" size="sm">
              Stop
            </Button>
          </Form>
        }
      >
        You see Frontdesk as <b>{name}</b> does. Nothing can be changed meanwhile.
      </Banner>
    </div>
  )
}

/** The rail's width, kept in a cookie so that the server draws it right the first time. */
function useRail(initial: boolean) {
  const [isTight, setTight] = useState(initial)
  const keep = (tight: boolean) => {
    setTight(tight)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
    document.cookie = `rail=${tight ? 'tight' : 'wide'}; Path=/; Max-Age=31536000; SameSite=Lax`
  }
  return [isTight, keep] as const
}

/** After a change of page the keyboard and the screen reader start at the new content. */
function useFocusOnNavigation() {
  const { pathname, key } = useLocation()
  useEffect(() => {
    if (key === 'default' || pathname === '') return
    const active = document.activeElement
    if (active && active !== document.body && document.getElementById('main')?.contains(active)) return
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname, key])
}
