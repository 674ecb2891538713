import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { everything } from '#modules/inbox/public.ts'
import { checkRollups } from '#platform/rollups.ts'
import { type Load, offer, type Person, peopleOf } from './intake-load.ts'
import { openOffice, rollups } from './intake-office.ts'
import { asOwner, openPlace, type Place, type ServerProcess } from './places.ts'
import { type BenchRow, pause, rowOf } from './rows.ts'

// Customers of an office with a year of messages write on WhatsApp, a thousand messages a second, each in a signed
// delivery of its own. In the middle the server is killed; like the real vendor, this one posts again what was not
// answered. Then everything is counted.

const SECONDS = 60
/** What is offered; the promise is 1,000. */
const PER_SECOND = 1_100
const PEOPLE = 600
const CONNECTIONS = 64
const CATCH_UP_SECONDS = 5

/** Processor time for a message, in milliseconds. */
interface Costs {
  server: number
  database: number
  generator: number
}

interface CaughtUp {
  /** Seconds until every message stood in its conversation, and until the kept figures counted it. */
  worked: number
  counted: number
}

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  let server: ServerProcess | undefined
  try {
    const { channel } = await openOffice(place)
    server = await place.start({ LOG_LEVEL: 'warn' })
    const people = peopleOf(PEOPLE)
    const load: Load = { perSecond: [], ms: [], answered: 0, repeated: 0 }
    const post = (seconds: number, counted?: Load) =>
      offer({
        ...{ url: server!.url + channel.path, people, connections: CONNECTIONS, perSecond: PER_SECOND },
        ...{ seconds, ...(counted && { load: counted }) },
      })
    await post(3)
    const costs = await costsOf(place, server, () => post(SECONDS / 2, load), load)
    const dying = post(2, load)
    await pause(1_000)
    await kill(place)
    await dying
    server = await place.start({ LOG_LEVEL: 'warn' })
    await post(SECONDS / 2, load)
    const caughtUp = await catchUp(place, channel.id)
    await check(place, channel.id, people)
    return rows(load, costs, caughtUp, people)
  } finally {
    await server?.stop()
    await place.close()
  }
}

function rows(load: Load, costs: Costs, caughtUp: CaughtUp, people: readonly Person[]): BenchRow[] {
  const sent = people.reduce((sum, { next }) => sum + next, 0)
  const others = `database ${costs.database.toFixed(2)}, who posts ${costs.generator.toFixed(2)}`
  const within = { of: 'median', most: CATCH_UP_SECONDS } as const
  return [
    rowOf(
      'intake: messages stored and answered in each second',
      'messages/s',
      load.perSecond,
      { of: 'median', least: 1_000 },
      `${PER_SECOND} a second are offered by ${PEOPLE} people over ${CONNECTIONS} connections, from this machine too`,
    ),
    rowOf('intake: a delivery’s wait for its answer, after the commit', 'ms', load.ms, {
      of: 'p95',
      most: 50,
    }),
    rowOf(
      'intake: processor time of the server for a message, worked and counted too',
      'ms',
      [costs.server],
      undefined,
      `beside it: ${others}`,
    ),
    rowOf(
      'intake: until every message stood in its conversation, after the last one',
      's',
      [caughtUp.worked],
      within,
    ),
    rowOf(
      'intake: until the kept figures by day and hour equalled the count of all messages',
      's',
      [caughtUp.counted],
      within,
    ),
    rowOf(
      `intake: messages lost of ${sent}, killed in the middle`,
      'messages',
      [0],
      { of: 'median', most: 0 },
      `${load.repeated} were posted again; each stands there once, in its order`,
    ),
  ]
}

/** What a message costs each of the processes, their rest included. */
async function costsOf(
  place: Place,
  server: ServerProcess,
  work: () => Promise<void>,
  load: Load,
): Promise<Costs> {
  const spent = async (): Promise<Costs> => {
    const { user, system: kernel } = process.cpuUsage()
    return {
      server: (await processorSeconds(server.url)) * 1_000,
      database: await databaseMs(place),
      generator: (user + kernel) / 1_000,
    }
  }
  const before = await spent()
  await work()
  const after = await spent()
  const each = (name: keyof Costs) => (after[name] - before[name]) / load.answered
  return { server: each('server'), database: each('database'), generator: each('generator') }
}

async function processorSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

const TICKS_PER_SECOND = 100

/** Processor time of the database's processes that run now; not a number where /proc does not tell. */
async function databaseMs(place: Place): Promise<number> {
  const found = await asOwner<{ pid: number }>(place.databaseUrl, 'select pid from pg_stat_activity')
  try {
    return found.reduce((sum, { pid }) => {
      const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
      return sum + ((Number(times[0]) + Number(times[1])) * 1_000) / TICKS_PER_SECOND
    }, 0)
  } catch {
    return Number.NaN
  }
}

/** The server itself, not its launcher: without a word, as when the machine fails. */
async function kill(place: Place): Promise<void> {
  const [row] = await asOwner<{ pid: number }>(
    place.databaseUrl,
    `select pid from core.processes order by started_at desc limit 1`,
  )
  ok(row, 'the server is among the processes')
  process.kill(row.pid, 'SIGKILL')
}

const WAITING = `select count(*)::int as n from inbox.deliveries where processed_at is null`

/** Messages of the channel that the figures do not have yet, by the day and by the hour. */
const uncounted = (channelId: string) => `
  select (select count(*)::int from core.rollup_marks) + abs(counted - by_day) + abs(counted - by_hour) as n
  from (select count(*)::int as counted from inbox.messages where channel_id = '${channelId}') m,
       (select coalesce(sum(d.incoming), 0)::int as by_day,
               coalesce(sum((select sum(h) from unnest(d.hour_in) h)), 0)::int as by_hour
        from inbox.messages_by_day d where d.channel_id = '${channelId}' and d.agent_id = '${everything}') d`

async function catchUp(place: Place, channelId: string): Promise<CaughtUp> {
  const startedAt = performance.now()
  const until = async (statement: string) => {
    for (;;) {
      const [row] = await asOwner<{ n: number }>(place.databaseUrl, statement)
      if (row!.n === 0) return (performance.now() - startedAt) / 1_000
      ok(performance.now() - startedAt < 120_000, `${row!.n} are still missing after two minutes`)
      await pause(100)
    }
  }
  const worked = await until(WAITING)
  return { worked, counted: await until(uncounted(channelId)) }
}

/** Every answered message stands there once, in the conversation of its person and in the order of writing. */
async function check(place: Place, channelId: string, people: readonly Person[]): Promise<void> {
  const found = await asOwner<{
    person: string
    conversations: number
    messages: number
    counted: number
    inOrder: boolean
  }>(
    place.databaseUrl,
    `select k.platform_user_id as person, count(distinct m.conversation_id)::int as conversations, count(*)::int as messages,
       max(c.message_count)::int as counted,
       bool_and(m.provider_ref = 'wamid.' || k.platform_user_id || '.' || (m.place - 1)) as "inOrder"
     from inbox.contacts k join inbox.conversations c on c.contact_id = k.id
     join (select conversation_id, provider_ref, row_number() over (partition by conversation_id order by created_at, id) as place
           from inbox.messages where channel_id = '${channelId}') m on m.conversation_id = c.id
     where k.channel_id = '${channelId}' group by k.platform_user_id`,
  )
  const byPerson = new Map(found.map((row) => [row.person, row]))
  for (const { id, next } of people) {
    const { conversations, messages, counted, inOrder } = byPerson.get(id) ?? {}
    // One more than was answered: stored, and the answer died with the server.
    ok(messages === next || messages === next + 1, `${id} wrote ${next} messages, ${messages} are there`)
    equal(counted, messages, `the conversation of ${id} counts its messages`)
    equal(conversations, 1, `${id} has one conversation`)
    equal(inOrder, true, `the messages of ${id} stand in their order`)
  }
  equal((await checkRollups(place.services, rollups)).join('\n'), '', 'every kept figure equals its recount')
}
