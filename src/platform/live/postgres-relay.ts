import pg from 'pg'
import { newId } from '#values/ids.ts'
import type { Log } from '../log.ts'
import { createBatcher } from './batcher.ts'
import { compact, envelopes, type Relay, type RelayMessage, readEnvelope } from './relay.ts'

const CHANNEL = 'frontdesk_live'
/** PostgreSQL refuses NOTIFY payloads of 8000 bytes and more. */
const LARGEST = 7_800
/** NOTIFY takes a lock over the whole database at commit: at most one per organisation and second. */
const WINDOW = { firstMs: 1_000, mostMs: 1_000 }
const PROBE_EVERY_MS = 20_000
const RETRY_MS = [200, 1_000, 5_000]

/**
 * Fan-out over LISTEN/NOTIFY on one connection of its own, for installations without Redis. Notifications are
 * sent outside every writer's transaction.
 */
export function createPostgresRelay(options: { url: string; log: Log; probeEveryMs?: number }): Relay {
  const from = newId()
  const hearers: ((message: RelayMessage, from: string) => void)[] = []
  const gapHearers: (() => void)[] = []
  const first = Promise.withResolvers<void>()
  let client: pg.Client | undefined
  let isClosed = false
  let failures = 0
  let missed = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: 'frontdesk live',
      keepAlive: true,
    })
    fresh.on('error', () => lost(fresh))
    fresh.on('end', () => lost(fresh))
    fresh.on('notification', ({ payload }) => hear(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
    } catch (error) {
      if (failures === 0) options.log.warn({ err: error }, 'live updates cannot reach other processes')
      await fresh.end().catch(() => {})
      return retry()
    }
    if (isClosed) return fresh.end()
    client = fresh
    failures = 0
    first.resolve()
    if (!missed) return
    missed = false
    for (const hearer of gapHearers) hearer()
    outbox.add('', [{ kind: 'gap' }])
  }

  function lost(which: pg.Client): void {
    if (which !== client) return
    client = undefined
    missed = true
    void which.end().catch(() => {})
    retry()
  }

  function retry(): void {
    if (isClosed) return
    const delay = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]
    setTimeout(() => void connect(), delay).unref()
  }

  function hear(payload: string): void {
    const envelope = readEnvelope(payload)
    if (!envelope || envelope.from === from) return
    for (const message of envelope.messages) for (const hearer of hearers) hearer(message, envelope.from)
  }

  const outbox = createBatcher<RelayMessage>(WINDOW, (_orgId, messages) => {
    const sender = client
    if (!sender) {
      missed = true
      return
    }
    const texts = envelopes(from, compact(messages), LARGEST)
    // One statement is one transaction, so one lock, however many payloads it carries.
    sender
      .query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [CHANNEL, texts])
      .catch(() => {
        missed = true
        lost(sender)
      })
  })

  // A peer that vanished without a word is only noticed by asking it something.
  const probe = setInterval(() => {
    const asked = client
    if (!asked) return
    const giveUp = setTimeout(() => lost(asked), 5_000).unref()
    asked.query('select 1').then(
      () => clearTimeout(giveUp),
      () => lost(asked),
    )
  }, options.probeEveryMs ?? PROBE_EVERY_MS).unref()

  void connect()
  return {
    send: (message) => outbox.add(message.kind === 'gap' ? '' : message.orgId, [message]),
    onMessage: (hearer) => void hearers.push(hearer),
    onGap: (hearer) => void gapHearers.push(hearer),
    ready: () => first.promise,
    async close() {
      outbox.drain()
      isClosed = true
      clearInterval(probe)
      const open = client
      client = undefined
      first.resolve()
      await open?.end().catch(() => {})
    },
  }
}
