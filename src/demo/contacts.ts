import type { Kind } from './deliveries.ts'
import { firstNames, lastNames } from './people.ts'
import type { PlannedClient } from './plan.ts'
import { type Chance, quickId } from './random.ts'
import type { Contact } from './thread-state.ts'

/** Ranges of a thousand numbers that Ofcom keeps for stories, beside those of the clients: nobody is ever called. */
const ranges = (
  '1134960 1144960 1154960 1164960 1174960 1184960 1214960 1314960 1414960 1514960 1614960 1914980 2920180 2890180 ' +
  '1632960 3069990 8081570'
).split(' ')

/** Everybody who ever wrote, by channel. */
export interface AddressBook {
  /** The client as a channel knows them. */
  ofClient(client: PlannedClient, kind: Kind): Contact
  /** Somebody nobody knows yet. */
  stranger(kind: Kind, at: number, name?: string): Contact
}

export function openAddressBook(chance: Chance): AddressBook {
  const known = new Map<string, Contact>()
  let callers = 0
  let mailers = 0
  return {
    ofClient(client, kind) {
      const key = kind + client.id
      let contact = known.get(key)
      if (!contact) {
        contact = contactOf(chance, kind, Date.parse(client.createdAt), client)
        contact.clientId = client.id
        known.set(key, contact)
      }
      return contact
    },
    stranger(kind, at, name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`) {
      const number = kind === 'email' || kind === 'webchat' ? mailers++ : callers++
      const phone = `+44${ranges[Math.floor(number / 1_000) % ranges.length]}${String(number % 1_000).padStart(3, '0')}`
      const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${number}@example.net`
      return contactOf(chance, kind, at, { name, phone, email })
    },
  }
}

function contactOf(
  chance: Chance,
  kind: Kind,
  at: number,
  { name, phone, email }: { name: string; phone: string; email: string },
): Contact {
  const id = quickId(chance, at)
  const byNumber = kind === 'whatsapp' || kind === 'sms' || kind === 'phone'
  const isChat = kind === 'webchat'
  return {
    id,
    kind,
    address: kind === 'whatsapp' ? phone.slice(1) : byNumber ? phone : isChat ? quickId(chance, at) : email,
    name,
    phone: byNumber ? phone : null,
    email: kind === 'email' || (isChat && chance.happens(0.6)) ? email : null,
    clientId: null,
    firstSeenAt: null,
    lastConversationId: null,
    quietUntil: 0,
    lastAskedAt: 0,
    reserved: false,
  }
}
