import { equal, ok } from 'node:assert/strict'
import pg from 'pg'
import { io, type Socket } from 'socket.io-client'
import { createMember } from '#modules/identity/public.ts'
import { getConversation, sendReply } from '#modules/inbox/contract.ts'
import { fillPath } from '#values/endpoint.ts'
import { type Person, requestOf } from './intake-load.ts'
import { type Office, openOffice } from './intake-office.ts'
import { type Client, openClient, openLane } from './loopback.ts'
import { asOwner, openPlace, type Place, type ServerProcess } from './places.ts'
import { type BenchRow, pause, rowOf, timed } from './rows.ts'

// From a customer's message, or a colleague's reply, to the conversation that another agent has open: over a real
// WebSocket, and the thread asked for again as the page does.

const ROUNDS = 60
const PAUSE_MS = 150
const BOUND_MS = 60
const LATE_MS = 10_000
const PASSWORD = 'four quiet words here'

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  let server: ServerProcess | undefined
  try {
    const office = await openOffice(place)
    for (const name of ['ann', 'ben']) {
      const person = { name, email: `${name}@example.com`, password: PASSWORD, roles: ['manager' as const] }
      await createMember(place.services, office.orgId, person)
    }
    server = await place.start({ LOG_LEVEL: 'warn' })
    return await measure(place, office, server)
  } finally {
    await server?.stop()
    await place.close()
  }
}

async function measure(place: Place, office: Office, server: ServerProcess): Promise<BenchRow[]> {
  const customer: Person = { id: '447700900001', name: 'Person 1', next: 0 }
  const target = new URL(server.url + office.channel.path)
  const lane = await openLane(target)
  const post = async () => {
    equal(await lane.post(requestOf(target, customer)), 200)
    return `Message ${customer.next++}:`
  }
  await post()
  const conversationId = await conversationOf(place, office)
  const ann = await openScreen(server.url, 'ann', conversationId)
  const ben = openClient(server.url, 2)
  const cookie = await signIn(ben, 'ben')
  let replies = 0
  const reply = async () => {
    const body = `Reply ${replies++}, of a colleague`
    const answer = await ben.post(fillPath(sendReply.path, { conversationId }), { body }, { cookie })
    equal(answer.status, 201, answer.body)
    return body
  }
  try {
    const received = await late(ann, post)
    const replied = await late(ann, reply)
    const reference = await roundTrips(place)
    const limit = { of: 'p95', most: BOUND_MS } as const
    const note = 'from posting it to holding it, the thread asked for again over HTTP'
    return [
      rowOf('inbox: a customer’s message to another agent’s open conversation', 'ms', received, limit, note),
      rowOf('inbox: a colleague’s reply to another agent’s open conversation', 'ms', replied, limit, note),
      rowOf('inbox: reference, one row written, NOTIFY and commit until LISTEN hears it', 'ms', reference),
    ]
  } finally {
    ann.close()
    ben.close()
    lane.close()
  }
}

/** The conversation that the first message began. */
async function conversationOf(place: Place, { channel }: Office): Promise<string> {
  for (let waited = 0; waited < LATE_MS; waited += 50) {
    const [row] = await asOwner<{ id: string }>(
      place.databaseUrl,
      `select id from inbox.conversations where channel_id = '${channel.id}'`,
    )
    if (row) return row.id
    await pause(50)
  }
  throw new Error('The first message was not worked.')
}

async function signIn(client: Client, name: string): Promise<string> {
  const answer = await client.post('/api/v1/sign-in', { email: `${name}@example.com`, password: PASSWORD })
  ok(answer.status < 300, `signing in answered ${answer.status}: ${answer.body}`)
  return answer.cookies
}

/** Somebody who has the conversation open. */
interface Screen {
  /** Resolves when the thread on the screen holds the words. */
  shows(words: string): Promise<void>
  close(): void
}

async function openScreen(url: string, name: string, conversationId: string): Promise<Screen> {
  const client = openClient(url, 2)
  const cookie = await signIn(client, name)
  const path = fillPath(getConversation.path, { conversationId })
  let thread = ''
  let isAsking = false
  let again = false
  let isClosed = false
  let told: () => void = () => {}
  const ask = async (): Promise<void> => {
    again = true
    if (isAsking) return
    isAsking = true
    while (again) {
      again = false
      const answer = await client.get(path, { cookie })
      equal(answer.status, 200, answer.body)
      thread = answer.body
      told()
    }
    isAsking = false
  }
  await ask()
  const socket = await listen(url, cookie, (changes) => {
    if (!changes.some(({ ids }) => ids.length === 0 || ids.includes(conversationId))) return
    ask().catch((error: unknown) => {
      if (!isClosed) throw error
    })
  })
  return {
    async shows(words) {
      const until = performance.now() + LATE_MS
      while (!thread.includes(words)) {
        ok(performance.now() < until, `“${words}” has not come`)
        await new Promise<void>((resolve) => {
          told = resolve
          setTimeout(resolve, 1_000).unref()
        })
      }
    },
    close() {
      isClosed = true
      socket.disconnect()
      client.close()
    },
  }
}

async function listen(
  url: string,
  cookie: string,
  hear: (changes: { ids: string[] }[]) => void,
): Promise<Socket> {
  const socket = io(url, { path: '/live', transports: ['websocket'], extraHeaders: { cookie } })
  socket.on('change', hear)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject)
  })
  await socket.emitWithAck('subscribe', ['conversations'])
  return socket
}

/** Milliseconds from writing to holding, one after the other with a pause; the first are for warming up. */
async function late(screen: Screen, write: () => Promise<string>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < ROUNDS + 10; round++) {
    all.push(
      await timed(async () => {
        await screen.shows(await write())
      }),
    )
    await pause(PAUSE_MS)
  }
  return all.slice(10)
}

/** What the database alone takes to tell somebody of a row. */
async function roundTrips(place: Place): Promise<number[]> {
  const open = async () => {
    const client = new pg.Client({ connectionString: place.databaseUrl })
    await client.connect()
    return client
  }
  const [writer, hearer] = [await open(), await open()]
  try {
    await writer.query('create schema if not exists bench; create table bench.told (n int)')
    await hearer.query('listen bench_told')
    const all: number[] = []
    for (let n = 0; n < ROUNDS; n++) {
      const heard = new Promise((resolve) => hearer.once('notification', resolve))
      const writing = () =>
        writer.query(`begin; insert into bench.told values (${n}); notify bench_told, '${n}'; commit`)
      all.push(await timed(() => Promise.all([writing(), heard])))
      await pause(20)
    }
    return all
  } finally {
    await writer.end()
    await hearer.end()
  }
}
