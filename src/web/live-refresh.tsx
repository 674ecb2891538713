import { LiveProvider, useLiveRevalidate } from './live.tsx'
import type { Visitor } from './live-connection.ts'

function Refresh({ topic }: { topic: string }) {
  useLiveRevalidate([topic])
  return null
}

/**
 * Keeps a customer's page fresh: its loaders run again when free times (`slots`) or the visit (`visit`) change. Shows
 * nothing. Import it with `lazy()`, so that the page's first load stays small.
 */
export function LiveRefresh({ visitor }: { visitor: Visitor }) {
  const isVisit = 'token' in visitor
  return (
    <LiveProvider key={isVisit ? visitor.token : visitor.orgSlug} visitor={visitor}>
      <Refresh topic={isVisit ? 'visit' : 'slots'} />
    </LiveProvider>
  )
}
