/** "840 MB", "1.2 GB": sizes as people say them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const value = bytes / 1000 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** "3.2 ms", "140 ms", "2.1 s"; a dash for what is not known. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '–'
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}

/** "97.3%"; a dash for what is not known. */
export function formatShare(share: number | null): string {
  if (share === null) return '–'
  const percent = share * 100
  return `${percent === 0 || percent >= 99.95 ? Math.round(percent) : percent.toFixed(percent < 1 ? 2 : 1)}%`
}

/** "12 s", "4 min", "3 h 20 min". */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** What a subscription listens to, in few words. */
export function describeEvents(events: readonly string[]): string {
  if (events.includes('*')) return 'Every event'
  return events.length === 1 ? events[0]! : `${events.length} events`
}
