import type { Services } from '#platform/context.ts'
import { firm } from './firm.ts'
import { districts, streets } from './london.ts'
import { firstNames, lastNames } from './people.ts'
import { type Chance, chanceOf } from './random.ts'
import type { Talks } from './simulated-talks.ts'

interface PublicService {
  id: string
  name: string
  payOnDay: boolean
}

interface Slot {
  startsAt: string
}

const PAUSE_MS = [4_000, 14_000] as const
const CANCELS = 0.18
const KEPT_TOKENS = 40

/**
 * Plays customers against the running product from outside: they look for times, book, and sometimes cancel, and they
 * write on the channels and go on when they are answered. `url` is the server on this machine. It works for the
 * demonstration only, while its switch is on or `--simulate` was given.
 */
export function startSimulator(
  services: Services,
  url: string,
  isOn: () => Promise<boolean> = async () => true,
): { stop(): void } {
  const chance = chanceOf(Date.now())
  const tokens: string[] = []
  let talks: Talks | undefined
  let stopped = false
  let timer: NodeJS.Timeout
  const next = () => {
    timer = setTimeout(() => void act(), chance.whole(...PAUSE_MS))
    timer.unref()
  }
  const act = async () => {
    try {
      if (await isOn()) {
        // All that people say takes memory, which only simulations need.
        talks ??= (await import('./simulated-talks.ts')).openTalks(services, url, chance)
        await talks.step()
        await oneCustomer(url, chance, tokens)
      }
    } catch (error) {
      services.log.warn({ err: error }, 'a simulated customer gave up')
    }
    if (!stopped) next()
  }
  next()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** One customer: cancels an earlier booking of the simulator, or books the way an integration would. */
export async function oneCustomer(
  url: string,
  chance: Chance,
  tokens: string[],
): Promise<'cancelled' | 'booked' | 'left'> {
  if (tokens.length > 3 && chance.happens(CANCELS)) {
    const [token] = tokens.splice(chance.whole(0, tokens.length - 1), 1)
    const answer = await send(`${url}/api/v1/public/visits/${token}/cancel`, { reason: 'Plans changed' })
    return answer.ok ? 'cancelled' : 'left'
  }
  const district = chance.pick(districts)
  const postcode = `${district.outcode} ${chance.whole(1, 9)}AB`
  const base = `${url}/api/v1/public/${firm.slug}`
  const { items } = await get<{ items: PublicService[] }>(
    `${base}/services?postcode=${encodeURIComponent(postcode)}`,
  )
  const service = items.length > 0 ? chance.pick(items.filter(({ payOnDay }) => payOnDay)) : undefined
  if (!service) return 'left'
  const query = new URLSearchParams({ serviceId: service.id, postcode, days: '21' })
  const { slots } = await get<{ slots: Slot[] }>(`${base}/slots?${query}`)
  if (slots.length === 0) return 'left'
  const [first, last] = [chance.pick(firstNames), chance.pick(lastNames)]
  const answer = await send(`${base}/appointments`, {
    serviceId: service.id,
    startsAt: chance.pick(slots).startsAt,
    name: `${first} ${last}`,
    email: `${first}.${last}@example.com`.toLowerCase(),
    phone: `07700 900${String(chance.whole(0, 999)).padStart(3, '0')}`,
    address: { line1: `${chance.whole(1, 180)} ${chance.pick(streets)}`, city: 'London', postcode },
  })
  if (!answer.ok) return 'left'
  const { token } = (await answer.json()) as { token: string }
  tokens.push(token)
  if (tokens.length > KEPT_TOKENS) tokens.shift()
  return 'booked'
}

async function get<T>(url: string): Promise<T> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${answer.status} from ${url}`)
  return (await answer.json()) as T
}

function send(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
}
