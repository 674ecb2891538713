import type { Person, Relay, RelayMessage } from './relay.ts'

const REPEAT_EVERY_MS = 20_000
const FORGET_AFTER_MS = 60_000

interface Elsewhere {
  people: Person[]
  heardAt: number
}

/** Who looks at which place, over all processes (PLAT-075). */
export interface Presence {
  enter(orgId: string, place: string, connection: string, person: Person): void
  leave(orgId: string, place: string, connection: string): void
  people(orgId: string, place: string): Person[]
  stop(): void
}

/**
 * Every process knows its own connections and repeats them now and then, so a process that died is forgotten
 * after a minute. `tell` is called when the people at a place have changed.
 */
export function createPresence(
  relay: Relay,
  tell: (orgId: string, place: string, people: Person[]) => void,
  clock: () => number = Date.now,
): Presence {
  const here = new Map<string, Map<string, Person>>()
  const elsewhere = new Map<string, Map<string, Elsewhere>>()
  const keyOf = (orgId: string, place: string) => `${orgId} ${place}`
  const partsOf = (key: string) => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)] as const

  function people(orgId: string, place: string): Person[] {
    const key = keyOf(orgId, place)
    const all = new Map<string, Person>()
    for (const person of here.get(key)?.values() ?? []) all.set(person.memberId, person)
    for (const { people: theirs, heardAt } of elsewhere.get(key)?.values() ?? []) {
      if (clock() - heardAt > FORGET_AFTER_MS) continue
      for (const person of theirs) all.set(person.memberId, person)
    }
    return [...all.values()].sort((a, b) => a.name.localeCompare(b.name))
  }

  function say(orgId: string, place: string, ask: boolean): void {
    const mine = [...(here.get(keyOf(orgId, place))?.values() ?? [])]
    const distinct = [...new Map(mine.map((person) => [person.memberId, person])).values()]
    relay.send({ kind: 'presence', orgId, place, people: distinct, ask })
  }

  function hear(message: RelayMessage, from: string): void {
    if (message.kind !== 'presence') return
    const { orgId, place } = message
    const key = keyOf(orgId, place)
    const processes = elsewhere.get(key) ?? new Map<string, Elsewhere>()
    const before = names(people(orgId, place))
    if (message.people.length === 0) processes.delete(from)
    else processes.set(from, { people: message.people, heardAt: clock() })
    if (processes.size > 0) elsewhere.set(key, processes)
    else elsewhere.delete(key)
    if (message.ask && here.has(key)) say(orgId, place, false)
    if (names(people(orgId, place)) !== before && here.has(key)) tell(orgId, place, people(orgId, place))
  }

  function tidy(): void {
    for (const [key, processes] of elsewhere) {
      for (const [from, { heardAt }] of processes) {
        if (clock() - heardAt <= FORGET_AFTER_MS) continue
        processes.delete(from)
        const [orgId, place] = partsOf(key)
        if (here.has(key)) tell(orgId, place, people(orgId, place))
      }
      if (processes.size === 0) elsewhere.delete(key)
    }
    for (const key of here.keys()) say(...partsOf(key), false)
  }

  relay.onMessage(hear)
  const timer = setInterval(tidy, REPEAT_EVERY_MS).unref()

  return {
    people,
    enter(orgId, place, connection, person) {
      const key = keyOf(orgId, place)
      const isFirst = !here.has(key)
      const connections = here.get(key) ?? new Map<string, Person>()
      here.set(key, connections.set(connection, person))
      say(orgId, place, isFirst)
      tell(orgId, place, people(orgId, place))
    },
    leave(orgId, place, connection) {
      const key = keyOf(orgId, place)
      const connections = here.get(key)
      if (!connections?.delete(connection)) return
      if (connections.size === 0) here.delete(key)
      say(orgId, place, false)
      tell(orgId, place, people(orgId, place))
    },
    stop: () => clearInterval(timer),
  }
}

const names = (people: Person[]) => people.map(({ memberId, name }) => `${memberId} ${name}`).join('\n')
