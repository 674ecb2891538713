import { listConversations as contract } from '#modules/inbox/contract.ts'
import { listAccounts, listConversations, listWebchats } from '#modules/inbox/public.ts'
import type { Query, Services } from '#platform/context.ts'
import { orgIdBySlug } from '#platform/http/dispatch.ts'
import { runQuery } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { firm } from './firm.ts'
import { rushAt } from './occasions.ts'
import { firstNames, lastNames } from './people.ts'
import { type Chance, spanAround } from './random.ts'
import { type Writer, writerBySms, writerInWebChat, writerOnWhatsApp } from './simulated-vendors.ts'
import { fillWords, linesOf } from './talk.ts'
import { topics } from './threads/all.ts'
import { wordsFor } from './words.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Chance of a new conversation at each step in the fullest hour: about one in three minutes. */
const BEGINS = 0.05
/** So many wait for an answer; with more, nobody new writes. */
const MOST_WAITING = 8
/** Whoever gets no answer for so long looks elsewhere. */
const PATIENCE_MS = 45 * MINUTE

/** What people write about, and how often. */
const matters: readonly (readonly [topic: string, weight: number])[] = [
  ...([
    ['book', 30],
    ['price', 22],
    ['move', 14],
    ['access', 10],
  ] as const),
  ...([
    ['today', 8],
    ['invoice', 7],
    ['complaint', 5],
    ['praise', 4],
  ] as const),
]
const kinds: readonly [Writer['kind'], number][] = [
  ['whatsapp', 66],
  ['webchat', 22],
  ['sms', 12],
]

/** A conversation that a simulated customer has with us. */
interface Talk {
  writer: Writer
  /** What they still have to say, in order. */
  left: string[]
  saidAt: number
  /** When they come round to answering what we said; null while it is our turn. */
  answersAt: number | null
}

type Listed = Output<typeof contract>['items'][number]

/** Customers who write on the demonstration's channels, through the same signed addresses as the vendors. */
export interface Talks {
  /** One moment: somebody who was answered goes on, or somebody new writes. */
  step(): Promise<'began' | 'went on' | 'quiet'>
}

/** `url` is this machine's own address of the server. `now` in epoch milliseconds. */
export function openTalks(services: Services, url: string, chance: Chance, now = Date.now): Talks {
  const talks: Talk[] = []

  const ask = async <I, O>(query: Query<I, O>, input: I): Promise<O> => {
    const orgId = await orgIdBySlug(services, firm.slug)
    if (!orgId) throw new Error('There is no demonstration here.')
    return runQuery(services, query, input, { orgId, actor: system('simulator') })
  }
  const list = async (input: { view: 'all' | 'resolved'; channelKind?: string[] }): Promise<Listed[]> =>
    (await ask(listConversations, contract.input.parse({ ...input, sort: 'newest', limit: 50 }))).items

  /** Notes who was answered, and forgets talks that are over. */
  async function look(): Promise<void> {
    const open = await list({ view: 'all' })
    for (const talk of [...talks]) {
      const { kind, address } = talk.writer
      const found = open.find((one) => one.channelKind === kind && one.contactAddress === address)
      const isOver = !found && now() - talk.saidAt > MINUTE
      if (isOver || now() - talk.saidAt > PATIENCE_MS) talks.splice(talks.indexOf(talk), 1)
      else if (found && isAnswered(found, talk)) {
        talk.answersAt ??= now() + spanAround(chance, (found.lastAuthor === 'bot' ? 12 : 35) * SECOND, 0.7)
      }
    }
  }

  async function goOn(): Promise<boolean> {
    const talk = talks.find(({ answersAt }) => answersAt !== null && answersAt <= now())
    if (!talk) return false
    const words = talk.left.shift()
    if (talk.left.length === 0) talks.splice(talks.indexOf(talk), 1)
    if (words === undefined) return false
    talk.answersAt = null
    talk.saidAt = now()
    await talk.writer.say(words)
    return true
  }

  async function begin(): Promise<boolean> {
    const writer = await findWriter(chance.weighted(kinds, ([, weight]) => weight)[0])
    if (!writer) return false
    const topic = topics.get(chance.weighted(matters, ([, weight]) => weight)[0])!
    const email = writer.kind === 'webchat' ? writer.address : null
    const words = wordsFor(chance, { contact: { name: writer.name, email }, visit: null, at: now() })
    const [opener, ...left] = linesOf(chance, topic, false)
      .filter(({ who, text }) => who === 'customer' && text !== '')
      .map(({ text }) => fillWords(text, (name) => words.get(name) ?? ''))
    talks.push({ writer, left, saidAt: now(), answersAt: null })
    await writer.say(opener!)
    return true
  }

  /** Somebody who wrote before, or somebody new; on a channel that is still the demonstration's. */
  async function findWriter(kind: Writer['kind']): Promise<Writer | null> {
    const name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`
    if (kind === 'webchat') {
      const chat = (await ask(listWebchats, {})).items.find(({ isActive }) => isActive)
      const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${chance.whole(100, 999)}@example.net`
      return chat ? writerInWebChat({ url, chance, token: chat.token }, { name, email }) : null
    }
    const accounts = await ask(listAccounts, undefined)
    const box = accounts.find((one) => one.kind === kind && one.settings.sandbox === true)
    if (!box) return null
    const busy = new Set(talks.map(({ writer }) => writer.address))
    const known = (await list({ view: 'resolved', channelKind: [kind] })).filter(
      ({ contactAddress }) => contactAddress.startsWith('+') && !busy.has(contactAddress),
    )
    const person =
      known.length > 0 && chance.happens(0.7)
        ? chance.pick(
            known.map(({ contactAddress, contactName }) => ({ address: contactAddress, name: contactName })),
          )
        : { address: `+447700900${String(chance.whole(0, 999)).padStart(3, '0')}`, name }
    return kind === 'sms'
      ? writerBySms({ url, chance, box, to: box.address }, person)
      : writerOnWhatsApp({ url, chance, box }, person)
  }

  return {
    async step() {
      if (talks.length > 0) await look()
      if (await goOn()) return 'went on'
      const waiting = talks.filter(({ answersAt }) => answersAt === null).length
      if (waiting >= MOST_WAITING || !chance.happens(BEGINS * rushAt(now()))) return 'quiet'
      return (await begin()) ? 'began' : 'quiet'
    },
  }
}

/** A rule's text is no answer. */
function isAnswered({ lastAuthor, lastMessageAt }: Listed, { saidAt }: Talk): boolean {
  return (lastAuthor === 'agent' || lastAuthor === 'bot') && Date.parse(lastMessageAt) >= saidAt
}
