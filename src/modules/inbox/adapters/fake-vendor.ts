import { type ChannelVendor, type OutgoingMessage, VendorRefused } from './channel.ts'

type Refusal = ConstructorParameters<typeof VendorRefused>[0]

/** A vendor for tests: keeps what was sent, and refuses while told to. */
export interface FakeVendor extends ChannelVendor {
  readonly sent: OutgoingMessage[]
  /** Decides about each message: a refusal, or nothing to take it. */
  decide: (message: OutgoingMessage, tries: number) => Refusal | null
  /** Vendor ids of what was sent: `fake-` and ours. */
  refOf(messageId: string): string
}

/** Takes every message at once unless `decide` says otherwise; deliveries are signed and read as the real vendor's. */
export function createFakeVendor(real: ChannelVendor): FakeVendor {
  const tries = new Map<string, number>()
  const vendor: FakeVendor = {
    ...real,
    sent: [],
    decide: () => null,
    refOf: (messageId) => `fake-${messageId}`,
    async send(_account, message) {
      const count = (tries.get(message.id) ?? 0) + 1
      tries.set(message.id, count)
      const refusal = vendor.decide(message, count)
      if (refusal) throw new VendorRefused(refusal)
      vendor.sent.push(message)
      return { providerRef: vendor.refOf(message.id) }
    },
  }
  return vendor
}
