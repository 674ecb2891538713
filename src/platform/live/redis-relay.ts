import { newId } from '#values/ids.ts'
import type { Log } from '../log.ts'
import { openRedis } from '../redis.ts'
import { createBatcher } from './batcher.ts'
import { compact, envelopes, type Relay, type RelayMessage, readEnvelope } from './relay.ts'

const CHANNEL = 'frontdesk:live'
const LARGEST = 256 * 1024
const WINDOW = { firstMs: 10, mostMs: 50 }

/** Fan-out over Redis publish/subscribe; a subscribed connection can do nothing else, so there are two. */
export function createRedisRelay(options: { url: string; log: Log }): Relay {
  const from = newId()
  const hearers: ((message: RelayMessage, from: string) => void)[] = []
  const gapHearers: (() => void)[] = []
  const publisher = openRedis(options.url, options.log)
  const subscriber = openRedis(options.url, options.log)
  let missed = false
  let isReady = false

  const first = Promise.withResolvers<void>()
  const subscribe = () =>
    subscriber.subscribe(CHANNEL).then(
      () => {
        first.resolve()
        if (isReady) for (const hearer of gapHearers) hearer()
        isReady = true
      },
      // The next 'ready' subscribes again.
      () => {},
    )
  subscriber.on('ready', () => void subscribe())
  subscriber.on('message', (_channel, text: string) => {
    const envelope = readEnvelope(text)
    if (!envelope || envelope.from === from) return
    for (const message of envelope.messages) for (const hearer of hearers) hearer(message, envelope.from)
  })
  publisher.on('ready', () => {
    if (missed) outbox.add('', [{ kind: 'gap' }])
    missed = false
  })

  const outbox = createBatcher<RelayMessage>(WINDOW, (_orgId, messages) => {
    for (const text of envelopes(from, compact(messages), LARGEST)) {
      publisher.publish(CHANNEL, text).catch(() => {
        missed = true
      })
    }
  })

  return {
    send: (message) => outbox.add(message.kind === 'gap' ? '' : message.orgId, [message]),
    onMessage: (hearer) => void hearers.push(hearer),
    onGap: (hearer) => void gapHearers.push(hearer),
    ready: () => first.promise,
    async close() {
      outbox.drain()
      first.resolve()
      subscriber.disconnect()
      await publisher.quit().catch(() => publisher.disconnect())
    },
  }
}
