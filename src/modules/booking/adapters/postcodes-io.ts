import { z } from 'zod'
import type { Log } from '#platform/log.ts'
import type { PostcodeReply, PostcodeService } from './postcode-service.ts'

const TIMEOUT_MS = 1_500
/** After a failure nobody waits for this service again for so long. */
const PAUSE_MS = 60_000

// https://postcodes.io/docs/postcode/lookup
const Answer = z.object({
  result: z.object({
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    region: z.string().nullish(),
    admin_district: z.string().nullish(),
  }),
})

/** postcodes.io or a server of one's own with the same API (it is open source), at `baseUrl` without trailing slash. */
export function createPostcodesIo(
  baseUrl: string,
  log: Log,
  clock: () => number = Date.now,
): PostcodeService {
  let pausedUntil = 0

  return {
    async find(postcode) {
      if (clock() < pausedUntil) return { kind: 'unavailable' }
      try {
        return await ask(baseUrl, postcode)
      } catch (error) {
        pausedUntil = clock() + PAUSE_MS
        const reason = error instanceof Error ? error.message : String(error)
        log.warn({ reason, pausedSeconds: PAUSE_MS / 1000 }, 'the postcode service does not answer')
        return { kind: 'unavailable' }
      }
    },
  }
}

async function ask(baseUrl: string, postcode: string): Promise<PostcodeReply> {
  const response = await fetch(`${baseUrl}/postcodes/${encodeURIComponent(postcode)}`, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.status === 404) {
    await response.body?.cancel()
    return { kind: 'unknown' }
  }
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const { result } = Answer.parse(await response.json())
  // The Channel Islands and the Isle of Man are known without a position.
  if (result.latitude === null || result.longitude === null) return { kind: 'unavailable' }
  return { kind: 'found', lat: result.latitude, lon: result.longitude, city: cityOf(result) }
}

/** The district comes nearest to the post town, which the service does not give; all of Greater London is London. */
function cityOf({ region, admin_district }: z.infer<typeof Answer>['result']): string | null {
  if (region === 'London') return 'London'
  return admin_district?.replace(/, (City|County) of$/, '') ?? null
}
