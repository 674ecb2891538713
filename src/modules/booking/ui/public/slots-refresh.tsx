import { lazy, Suspense, useEffect, useState } from 'react'

const LiveRefresh = lazy(() =>
  import('#web/live-refresh.tsx').then((room) => ({ default: room.LiveRefresh })),
)

/** Keeps the offered times fresh once the page has settled; costs the first load nothing. */
export function SlotsRefresh({ orgSlug }: { orgSlug: string }) {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  if (!isSettled) return null
  return (
    <Suspense>
      <LiveRefresh visitor={{ orgSlug }} />
    </Suspense>
  )
}
