import { equal } from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { type Lane, openLane, postOf } from './loopback.ts'
import { pause } from './rows.ts'

// Customers who write on WhatsApp, and the vendor that posts what they write: signed, each message on its own.

export const NUMBER_ID = '106540352242922'
export const SECRET = 'the app secret of the benchmark'
const TICK_MS = 5

/** One person, whose messages follow each other: the next is written when the one before was answered. */
export interface Person {
  id: string
  name: string
  next: number
}

/** What came of the messages that were offered. */
export interface Load {
  /** Answered deliveries by second of answering. */
  perSecond: number[]
  ms: number[]
  answered: number
  repeated: number
}

export function peopleOf(count: number): Person[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(447_700_000_000 + i),
    name: `Person ${i}`,
    next: 0,
  }))
}

export interface Offer {
  /** Where the vendor posts to. */
  url: string
  people: readonly Person[]
  connections: number
  perSecond: number
  seconds: number
  load?: Load
}

/**
 * Offers messages at the pace for so long. People take turns; nobody writes while waiting for an answer. Ends early when
 * the server is gone; what it has not answered is written again next time, as the vendor would.
 */
export async function offer({ url, people, connections, perSecond, seconds, load }: Offer): Promise<void> {
  const target = new URL(url)
  const lanes = await Promise.all(Array.from({ length: connections }, () => openLane(target)))
  const free = { lanes: [...lanes], people: [...people] }
  const underWay = new Set<Promise<void>>()
  const answered: number[] = []
  const startedAt = performance.now()
  let offered = 0
  let isGone = false

  async function write(lane: Lane, person: Person): Promise<void> {
    const text = requestOf(target, person)
    const sentAt = performance.now()
    try {
      equal(await lane.post(text), 200)
      const now = performance.now()
      person.next++
      const second = Math.floor((now - startedAt) / 1_000)
      answered[second] = (answered[second] ?? 0) + 1
      if (load) load.answered++
      load?.ms.push(now - sentAt)
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_ASSERTION') throw error
      isGone = true
      if (load) load.repeated++
    }
    free.lanes.push(lane)
    free.people.push(person)
  }

  while (!isGone) {
    const elapsed = (performance.now() - startedAt) / 1_000
    if (elapsed >= seconds) break
    for (; offered < elapsed * perSecond && free.lanes.length > 0 && free.people.length > 0; offered++) {
      const writing = write(free.lanes.pop()!, free.people.shift()!).finally(() => underWay.delete(writing))
      underWay.add(writing)
    }
    await pause(TICK_MS)
  }
  await Promise.all(underWay)
  for (const lane of lanes) lane.close()
  // The last second is never whole, nor is any of a server that was killed.
  if (load && !isGone) load.perSecond.push(...answered.slice(0, Math.floor(seconds)))
}

/** A request of the vendor with one text message, signed over the body. */
export function requestOf(url: URL, person: Person): string {
  const body = deliveryOf(person)
  const signature = createHmac('sha256', SECRET).update(body).digest('hex')
  return postOf(url, body, { 'x-hub-signature-256': `sha256=${signature}` })
}

function deliveryOf({ id, name, next }: Person): string {
  const message = {
    ...{ from: id, id: `wamid.${id}.${next}`, timestamp: String(Math.floor(Date.now() / 1_000)) },
    ...{
      type: 'text',
      text: { body: `Message ${next}: could you come a little later on Thursday, please?` },
    },
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
