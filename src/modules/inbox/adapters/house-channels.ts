import type { ChannelVendor } from './channel.ts'

const NOTHING = { messages: [], statuses: [], unknown: 1 }

/** The web chat has no vendor: a message lies ready as soon as it is written, and the visitor's browser fetches it. */
export function createHouseChat(): ChannelVendor {
  return {
    send: async (_account, message) => ({ providerRef: message.id, status: 'sent' }),
    verify: () => false,
    accepts: () => false,
    parse: () => NOTHING,
    check: async () => ({ ok: true, words: 'The web chat needs no provider.' }),
  }
}
