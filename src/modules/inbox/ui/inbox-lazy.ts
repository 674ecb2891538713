import { lazy } from 'react'

// Fetched when they are first asked for.

/** "New message". */
export const StartDialog = /* @__PURE__ */ lazy(() =>
  import('./inbox-start.tsx').then((part) => ({ default: part.StartDialog })),
)

const loadPickers = () => import('./inbox-pickers.tsx').then((part) => ({ default: part.InboxPickers }))

/** The small lists to choose from. */
export const InboxPickers = /* @__PURE__ */ lazy(loadPickers)

/** Fetches the lists while nothing else is to do, so that the first key already finds them. */
export function prefetchPickers(): void {
  void loadPickers()
}
