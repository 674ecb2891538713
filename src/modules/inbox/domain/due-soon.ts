/** How long before it falls due an answer counts as due soon, in minutes. */
export const DUE_SOON_MINUTES = 30

/** How pressing an answer is: `overdue`, `due_soon`, or null. Instants in ISO. */
export function urgencyOf(dueAt: string | null, now: string): 'overdue' | 'due_soon' | null {
  if (dueAt === null) return null
  const left = Date.parse(dueAt) - Date.parse(now)
  if (left <= 0) return 'overdue'
  return left <= DUE_SOON_MINUTES * 60_000 ? 'due_soon' : null
}
