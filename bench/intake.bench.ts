import { equal, ok } from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createChannel, receiveDelivery } from '#modules/inbox/contract.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { system } from '#values/actor.ts'
import { fillPath } from '#values/endpoint.ts'
import { modules } from '../src/modules.ts'
import { createFirm } from './firms.ts'
import { openClient } from './loopback.ts'
import { asOwner, openPlace, type Place, type ServerProcess, settle } from './places.ts'
import { type BenchRow, pause, rowOf } from './rows.ts'

// Customers write on WhatsApp, a thousand messages a second, each in a signed delivery of its own. In the middle the
// server is killed; like the real vendor, this one posts again what was not answered. Then everything is counted.

const SECONDS = 60
/** What is offered; the promise is 1,000. */
const PER_SECOND = 1_100
const PEOPLE = 600
const CONNECTIONS = 64
const TICK_MS = 10
const CATCH_UP_SECONDS = 5
const NUMBER_ID = '106540352242922'
const SECRET = 'the app secret of the benchmark'

/** One person, whose messages follow each other: the next is written when the one before was answered. */
interface Person {
  id: string
  name: string
  next: number
}

interface Load {
  /** Answered deliveries by second of sending. */
  perSecond: number[]
  ms: number[]
  answered: number
  repeated: number
}

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  let server: ServerProcess | undefined
  try {
    const { orgId } = await createFirm(place.services, 'messages', 1)
    const path = await addChannel(place, orgId)
    await settle(place.databaseUrl)
    server = await place.start({ LOG_LEVEL: 'warn' })
    const people = Array.from({ length: PEOPLE }, (_, i): Person => {
      return { id: String(447_700_000_000 + i), name: `Person ${i}`, next: 0 }
    })
    await send(server.url + path, people, 3)
    const load: Load = { perSecond: [], ms: [], answered: 0, repeated: 0 }
    const before = await processorSeconds(server.url)
    await send(server.url + path, people, SECONDS / 2, load)
    const cpuMs = ((await processorSeconds(server.url)) - before) * 1_000
    const cpuPer = cpuMs / load.answered
    const dying = send(server.url + path, people, 2, load)
    await pause(1_000)
    await kill(place)
    await dying
    server = await place.start({ LOG_LEVEL: 'warn' })
    await send(server.url + path, people, SECONDS / 2, load)
    const caughtUp = await waitUntilWorked(place)
    await check(place, people)
    return rows(load, cpuPer, caughtUp, people)
  } finally {
    await server?.stop()
    await place.close()
  }
}

function rows(load: Load, cpuPer: number, caughtUp: number, people: readonly Person[]): BenchRow[] {
  const sent = people.reduce((sum, { next }) => sum + next, 0)
  const note = `${PEOPLE} people, one delivery a message, ${CONNECTIONS} connections; all processes on this machine`
  return [
    rowOf(
      'intake: messages stored and answered in each second',
      'messages/s',
      load.perSecond,
      { of: 'median', least: 1_000 },
      note,
    ),
    rowOf('intake: a delivery’s wait for its answer, after the commit', 'ms', load.ms, {
      of: 'p95',
      most: 50,
    }),
    rowOf('intake: processor time of the server for a message, worked too', 'ms', [cpuPer]),
    rowOf('intake: until every message stood in its conversation, after the last one', 's', [caughtUp], {
      of: 'median',
      most: CATCH_UP_SECONDS,
    }),
    rowOf(
      `intake: messages lost of ${sent}, killed in the middle`,
      'messages',
      [0],
      { of: 'median', most: 0 },
      `${load.repeated} were posted again; each stands there once, in its order`,
    ),
  ]
}

async function addChannel(place: Place, orgId: string): Promise<string> {
  const served = modules.flatMap((module) => module.endpoints)
  const dispatch = createDispatch(place.services, served, async () => ({ orgId, actor: system('bench') }))
  const { output } = await dispatch(
    createChannel,
    {
      kind: 'whatsapp',
      name: 'WhatsApp',
      address: '+442079460100',
      settings: { phoneNumberId: NUMBER_ID, businessAccountId: '1' },
      secrets: { accessToken: 'none', appSecret: SECRET },
    },
    { headers: new Headers(), ip: '127.0.0.1', log: place.services.log },
  )
  const token = (output as { webhookUrl: string }).webhookUrl.split('/').at(-1)!
  return fillPath(receiveDelivery.path, { token })
}

/** Offers messages at the pace for so long. People take turns; nobody writes while waiting for an answer. */
async function send(url: string, people: readonly Person[], seconds: number, load?: Load): Promise<void> {
  const { origin, pathname } = new URL(url)
  const client = openClient(origin, CONNECTIONS)
  const free = [...people]
  const underWay = new Set<Promise<void>>()
  const perSecond: number[] = []
  const startedAt = performance.now()
  let offered = 0
  let isGone = false

  async function write(person: Person): Promise<void> {
    const body = deliveryOf(person)
    const signature = createHmac('sha256', SECRET).update(body).digest('hex')
    try {
      const answer = await client.postText(pathname, body, { 'x-hub-signature-256': `sha256=${signature}` })
      equal(answer.status, 200, answer.body)
      person.next++
      const second = Math.floor((performance.now() - startedAt) / 1_000)
      perSecond[second] = (perSecond[second] ?? 0) + 1
      if (load) load.answered++
      load?.ms.push(answer.ms)
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_ASSERTION') throw error
      // Nobody answers: it is posted again, as the vendor would.
      isGone = true
      if (load) load.repeated++
    }
    free.push(person)
  }

  while (!isGone) {
    const elapsed = (performance.now() - startedAt) / 1_000
    if (elapsed >= seconds) break
    for (; offered < elapsed * PER_SECOND && free.length > 0; offered++) {
      const writing = write(free.shift()!).finally(() => underWay.delete(writing))
      underWay.add(writing)
    }
    await pause(TICK_MS)
  }
  await Promise.all(underWay)
  client.close()
  // The last second is never whole, nor is any of a server that was killed.
  if (load && !isGone) load.perSecond.push(...perSecond.slice(0, Math.floor(seconds)))
}

function deliveryOf({ id, name, next }: Person): string {
  const message = {
    ...{
      from: id,
      id: `wamid.${id}.${next}`,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      type: 'text',
    },
    text: { body: `Message ${next}: could you come a little later on Thursday, please?` },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '442079460100', phone_number_id: NUMBER_ID },
    contacts: [{ wa_id: id, profile: { name } }],
    messages: [message],
  }
  const entry = [{ id: '1', changes: [{ field: 'messages', value }] }]
  return JSON.stringify({ object: 'whatsapp_business_account', entry })
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

async function waitUntilWorked(place: Place): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const [row] = await asOwner<{ waiting: number }>(
      place.databaseUrl,
      `select count(*)::int as waiting from inbox.deliveries where processed_at is null`,
    )
    if (row!.waiting === 0) return (performance.now() - startedAt) / 1_000
    ok(performance.now() - startedAt < 120_000, `${row!.waiting} deliveries still wait after two minutes`)
    await pause(100)
  }
}

/** Every answered message stands there once, in the conversation of its person and in the order of writing. */
async function check(place: Place, people: readonly Person[]): Promise<void> {
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
           from inbox.messages) m on m.conversation_id = c.id
     group by k.platform_user_id`,
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
}

async function processorSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}
