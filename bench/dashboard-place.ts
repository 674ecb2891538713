import { mkdirSync } from 'node:fs'
import { createAdmin, createOrganization } from '#modules/identity/public.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { rebuildRollups } from '#platform/rollups.ts'
import { modules } from '../src/modules.ts'
import { fillInbox, withBulkLoad } from './dashboard-data.ts'
import { asOwner, openPlace, type Place, servicesOn } from './places.ts'
import { type BenchRow, rowOf, timed } from './rows.ts'

// A large organisation and a hundred small ones with a year of messages, in a database of their own or in a directory
// that stays: what takes minutes to load can be measured again and again.

const CONVERSATIONS = Number(process.env.BENCH_CONVERSATIONS ?? 1_000_000)
const AGENTS = 50
const SMALL_ORGS = 100
export const ZONE = 'Europe/London'
export const PASSWORD = 'bench bench bench'

export const rollups = modules.flatMap((module) => module.rollups ?? [])

export interface BigInbox extends Omit<Place, 'start'> {
  /** The large organisation, and the last day of its year. */
  orgId: string
  lastDay: string
  /** How much there is, in words. */
  words: string
  /** Whether the directory stays. */
  isKept: boolean
  /** What loading took; nothing when everything was there. */
  loading: BenchRow[]
}

/** Opens the directory BENCH_DATA_DIR, and fills it first when it is empty; without one, a temporary place. */
export async function openBigInbox(): Promise<BigInbox> {
  const dataDir = process.env.BENCH_DATA_DIR
  const place = dataDir ? await openKept(dataDir) : await openPlace()
  try {
    const isFilled = (await bigOrg(place)) !== undefined
    const loading = isFilled ? [] : await fillAll(place)
    const { id: orgId, lastDay } = (await bigOrg(place))!
    const words = await wordsOf(place)
    return { ...place, orgId, lastDay, words, isKept: dataDir !== undefined, loading }
  } catch (error) {
    await place.close()
    throw error
  }
}

async function openKept(dataDir: string): Promise<Omit<Place, 'start'>> {
  mkdirSync(dataDir, { recursive: true })
  const log = createLog({ env: 'production', logLevel: 'fatal' })
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  await migrate(postgres.url)
  const services = servicesOn(postgres.url, dataDir)
  return {
    dataDir,
    databaseUrl: postgres.url,
    services,
    async close() {
      await services.db.close()
      await postgres.stop()
    },
  }
}

async function bigOrg({ databaseUrl }: Pick<Place, 'databaseUrl'>) {
  const [org] = await asOwner<{ id: string; lastDay: string }>(
    databaseUrl,
    `select o.id, (select (max(c.opened_at) at time zone o.zone)::date::text from inbox.conversations c where c.org_id = o.id) as "lastDay"
     from core.orgs o where o.slug = 'big'`,
  )
  return org
}

async function fillAll({
  services,
  databaseUrl,
}: Pick<Place, 'services' | 'databaseUrl'>): Promise<BenchRow[]> {
  const create = async (slug: string, isDefault: boolean) => {
    const settings = { slug, name: slug, zone: ZONE, currency: 'GBP', isDemo: false, isDefault }
    return (await createOrganization(services, settings)).orgId
  }
  const orgId = await create('big', true)
  const admin = { email: 'owner@example.com', name: 'Owner', password: PASSWORD, orgSlug: 'big' }
  await createAdmin(services, admin)
  const small: string[] = []
  for (let i = 0; i < SMALL_ORGS; i++) small.push(await create(`small-${i}`, false))
  const lastDay = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate().toString()
  const year = { zone: ZONE, lastDay }
  const loadMs = await timed(() =>
    withBulkLoad(databaseUrl, async (client, beside) => {
      for (const [i, id] of small.entries()) {
        const size = { ...year, orgId: id, conversations: CONVERSATIONS / 2000, agents: 3, seed: i + 2 }
        await fillInbox(client, size, beside)
      }
      const size = { ...year, orgId, conversations: CONVERSATIONS, agents: AGENTS, seed: 1 }
      await fillInbox(client, size, beside)
    }),
  )
  const rebuildMs = await timed(() => rebuildRollups(services, rollups))
  await asOwner(databaseUrl, 'vacuum analyze')
  return [
    rowOf('dashboard: loading the data', 's', [loadMs / 1000], undefined, 'with indexes and statistics'),
    rowOf(
      'dashboard: computing every figure anew',
      's',
      [rebuildMs / 1000],
      undefined,
      'frontdesk rollups rebuild',
    ),
  ]
}

async function wordsOf({ databaseUrl }: Pick<Place, 'databaseUrl'>): Promise<string> {
  const [counts] = await asOwner<{ conversations: number; messages: number; people: number; orgs: number }>(
    databaseUrl,
    `select (select count(*)::int from inbox.conversations) as conversations,
       (select count(*)::int from inbox.messages) as messages,
       (select count(*)::int from inbox.agents a join core.orgs o on o.id = a.org_id where o.slug = 'big') as people,
       (select count(*)::int - 1 from core.orgs) as orgs`,
  )
  const { conversations, messages, people, orgs } = counts!
  const many = (n: number) => n.toLocaleString('en-GB')
  return `${many(conversations)} conversations, ${many(messages)} messages, ${people} agents, a year, and ${orgs} small organisations`
}
