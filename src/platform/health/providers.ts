/** How the calls to one outside service went, in this process since it started. */
export interface ProviderCalls {
  calls: number
  failures: number
  /** ISO instants; null when it never happened. */
  lastGoodAt: string | null
  lastBadAt: string | null
  lastError: string | null
}

const providers = new Map<string, ProviderCalls>()

/**
 * Notes that a call to an outside service went well or badly; adapters call it, System health shows it (PLAT-113).
 * `error` is shown to administrators: words, never credentials.
 */
export function noteProvider(name: string, outcome: { ok: true } | { ok: false; error: string }): void {
  const at = new Date().toISOString()
  const before = providers.get(name) ?? {
    calls: 0,
    failures: 0,
    lastGoodAt: null,
    lastBadAt: null,
    lastError: null,
  }
  const calls = before.calls + 1
  providers.set(
    name,
    outcome.ok
      ? { ...before, calls, lastGoodAt: at }
      : {
          ...before,
          calls,
          failures: before.failures + 1,
          lastBadAt: at,
          lastError: outcome.error.slice(0, 300),
        },
  )
}

/** Runs a call to an outside service and notes how it went. Errors go on. */
export async function watchProvider<T>(name: string, call: () => Promise<T>): Promise<T> {
  try {
    const result = await call()
    noteProvider(name, { ok: true })
    return result
  } catch (error) {
    noteProvider(name, { ok: false, error: (error as Error).message })
    throw error
  }
}

export function providerCalls(): Record<string, ProviderCalls> {
  return Object.fromEntries(providers)
}

/** What several processes know of the same service, as one. */
export function joinCalls(all: readonly ProviderCalls[]): ProviderCalls {
  const latest = (values: (string | null)[]) => values.reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a), null)
  const lastBadAt = latest(all.map((one) => one.lastBadAt))
  return {
    calls: all.reduce((sum, one) => sum + one.calls, 0),
    failures: all.reduce((sum, one) => sum + one.failures, 0),
    lastGoodAt: latest(all.map((one) => one.lastGoodAt)),
    lastBadAt,
    lastError: all.find((one) => one.lastBadAt === lastBadAt)?.lastError ?? null,
  }
}
