/** Which columns two versions of a row differ in, as [before, after] for the audit log. */
export function changedFields<T extends object>(
  before: T,
  after: Partial<T>,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {}
  for (const [field, value] of Object.entries(after)) {
    const old = before[field as keyof T]
    if (value !== undefined && value !== old) changes[field] = [old, value]
  }
  return changes
}
