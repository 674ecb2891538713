import { CHANNEL_SECRETS, finishInboxImport, importInbox } from '#modules/inbox/public.ts'
import type { Command, Services } from '#platform/context.ts'
import { seal } from '#platform/secret-box.ts'
import { officeClock } from './clock.ts'
import { fillShelf } from './files.ts'
import { firm } from './firm.ts'
import { playHistory } from './inbox-history.ts'
import { setUpInbox } from './inbox-set-up.ts'
import { office, openingHours } from './office.ts'
import type { PlannedClient, PlannedVisit } from './plan.ts'
import { type Chance, chanceOf } from './random.ts'
import { type Agent, planRota, spellsOf, statesOf } from './shifts.ts'
import { DAY, type InboxWorld, MINUTE } from './thread-state.ts'

const SEED = 20_261_122
const BOT_MONTHS = 10

export interface InboxFacts {
  orgId: string
  now: number
  months: number
  memberIds: ReadonlyMap<string, string>
  holidays: ReadonlySet<string>
  clients: readonly PlannedClient[]
  visits: readonly PlannedVisit[]
}

type Run = <I, O>(command: Command<I, O>, input: I) => Promise<O>

/** Fills the inbox of the demonstration: its furniture, fourteen months of talking, and the work of this minute. */
export async function seedInbox(
  services: Services,
  run: Run,
  facts: InboxFacts,
): Promise<{ conversations: number; messages: number }> {
  const { now, orgId, months } = facts
  const chance = chanceOf(SEED)
  const from = now - months * 30 * DAY
  const agents = office.map((person) => agentOf(facts, person))
  const rota = planRota(chance, agents, { from: from - DAY, to: now + 30 * DAY, holidays: facts.holidays })
  const setUp = setUpInbox({
    ...{ chance, since: from - 2 * DAY, now, agents },
    seal: (secrets) => seal(services.config.secret, CHANNEL_SECRETS, JSON.stringify(secrets)),
  })
  const spells = spellsOf(chance, rota, agents, now)
  await run(importInbox, { ...setUp.rows, agents: statesOf(spells, agents, now), agent_spells: spells })
  const { channelIds, teamIds, promises, flowIds, templateIds } = setUp
  const world: InboxWorld = {
    ...{ chance, now, rota, agents, promises, channelIds, teamIds, flowIds },
    clock: clockOf(facts, from),
    files: await fillShelf(services.storage, orgId, chance, from),
    outage: outageOf(chance, now),
    botSince: now - BOT_MONTHS * 30 * DAY,
  }
  const { clients, visits } = facts
  const people = new Map(agents.map((agent) => [agent.name, agent]))
  const owner = agentOf(facts, { ...office[0]!, name: 'Nadia Rahman', email: 'nadia@brightside.example' })
  const count = await playHistory({
    ...{ world, from, visits, clients, templateIds },
    people: people.set(owner.name, owner),
    write: (rows) => run(importInbox, rows),
  })
  await run(finishInboxImport, undefined)
  return count
}

function agentOf({ memberIds, now }: InboxFacts, person: (typeof office)[number]): Agent {
  const joinedAt = person.joinedMonthsAgo === undefined ? 0 : now - person.joinedMonthsAgo * 30 * DAY
  return { ...person, memberId: memberIds.get(person.name)!, first: person.name.split(' ')[0]!, joinedAt }
}

/** The business hours as the product itself reckons them. */
function clockOf({ holidays, now }: InboxFacts, from: number) {
  const overrides = [...holidays].map((day) => ({ day, hours: [] }))
  return officeClock({ zone: firm.zone, weekly: openingHours, overrides }, from - 10 * DAY, now + 40 * DAY)
}

/** Two hours of a working day three weeks ago. */
function outageOf(chance: Chance, now: number) {
  const day = now - 20 * DAY
  const weekday = new Date(day).getUTCDay()
  const from = day - (day % DAY) + (weekday === 0 ? 1 : weekday === 6 ? 2 : 0) * DAY + 10 * 60 * MINUTE
  return { from, to: from + (110 + chance.next() * 20) * MINUTE }
}
