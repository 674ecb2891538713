import type { InboxRow } from '#modules/inbox/public.ts'
import { addDays, epochDay, instantOfWall, localDay, offsetMinutesAt, weekdayIndex } from '#values/zone.ts'
import { firm } from './firm.ts'
import type { OfficePerson } from './office.ts'
import { type Chance, quickId } from './random.ts'
import type { TeamName } from './threads/topic.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Somebody of the office with the id of their membership. */
export interface Agent extends OfficePerson {
  memberId: string
  first: string
  joinedAt: number
}

/** A person's day at the desk. Epoch milliseconds. */
export interface Shift {
  agent: Agent
  from: number
  to: number
  breakFrom: number
  breakTo: number
}

/** Who is at the desk when. */
export interface Rota {
  shifts: readonly Shift[]
  /** Somebody at their desk at that instant, of the team if one of it is there; null when nobody is. */
  anyone(chance: Chance, at: number, team: TeamName): Agent | null
  /** Whether the person is at the desk then. */
  isThere(agent: Agent, at: number): boolean
}

const wallHours = { early: ['08:00', '16:00'], middle: ['09:30', '17:30'], late: ['11:00', '19:00'] } as const
const saturday = ['09:00', '16:00'] as const

/** The rota of every day between two instants: five days, one Saturday in three, holidays, leave and colds. */
export function planRota(
  chance: Chance,
  agents: readonly Agent[],
  { from, to, holidays }: { from: number; to: number; holidays: ReadonlySet<string> },
): Rota {
  const shifts: Shift[] = []
  const byDay = new Map<number, Shift[]>()
  const last = localDay(firm.zone, to)
  const onLeave = new Map<Agent, number>()
  for (let day = localDay(firm.zone, from); day <= last; day = addDays(day, 1)) {
    const weekday = weekdayIndex(epochDay(day))
    const week = Math.floor((epochDay(day) + 3) / 7)
    const today: Shift[] = []
    agents.forEach((agent, index) => {
      if (weekday === 0) onLeave.set(agent, chance.happens(0.09) ? week : -1)
      const isOff = weekday === 6 || holidays.has(day) || onLeave.get(agent) === week || chance.happens(0.02)
      if (isOff || (weekday === 5 && (index + week) % 3 !== 0)) return
      const shift = shiftOf(chance, agent, day, weekday === 5 ? saturday : wallHours[agent.shift])
      if (shift.from >= agent.joinedAt) today.push(shift)
    })
    byDay.set(epochDay(day), today)
    shifts.push(...today)
  }
  const shiftsAt = (at: number) => byDay.get(dayIndexOf(at)) ?? []
  return {
    shifts,
    anyone(chanceNow, at, team) {
      const there = shiftsAt(at).filter((shift) => isAtDesk(shift, at))
      const mates = there.filter(({ agent }) => agent.teams.includes(team))
      const from = mates.length > 0 && chanceNow.happens(0.93) ? mates : there
      return from.length > 0 ? chanceNow.pick(from).agent : null
    },
    isThere: (agent, at) => shiftsAt(at).some((shift) => shift.agent === agent && isAtDesk(shift, at)),
  }
}

const isAtDesk = ({ from, to, breakFrom, breakTo }: Shift, at: number) =>
  from <= at && at < to && !(breakFrom <= at && at < breakTo)

function shiftOf(chance: Chance, agent: Agent, day: string, [from, to]: readonly [string, string]): Shift {
  // A minute or three late, and gone a little before the bell at times; never outside the opening hours.
  const start = Date.parse(instantOfWall(firm.zone, day, from)) + Math.floor(chance.next() * 3 * MINUTE)
  const end = Date.parse(instantOfWall(firm.zone, day, to)) - Math.floor(chance.next() * 2 * MINUTE)
  const breakFrom = start + (3.2 + chance.next() * 1.6) * HOUR
  return { agent, from: start, to: end, breakFrom, breakTo: breakFrom + (25 + chance.next() * 20) * MINUTE }
}

function dayIndexOf(at: number): number {
  return Math.floor((at + offsetMinutesAt(firm.zone, at) * MINUTE) / DAY)
}

type Spell = InboxRow<'agent_spells'>

/** Time in each state by person, up to `now`: at the desk, busy, at lunch, gone. The last spell of each runs on. */
export function spellsOf(chance: Chance, rota: Rota, agents: readonly Agent[], now: number): Spell[] {
  return agents.flatMap((agent) => {
    const changes: [at: number, state: Spell['state']][] = []
    for (const shift of rota.shifts) {
      if (shift.agent !== agent) continue
      changes.push([shift.from, 'online'])
      if (chance.happens(0.75)) changes.push(...busyFor(chance, shift.from, shift.breakFrom))
      changes.push([shift.breakFrom, 'away'], [shift.breakTo, 'online'])
      if (chance.happens(0.75)) changes.push(...busyFor(chance, shift.breakTo, shift.to))
      changes.push([shift.to, 'offline'])
    }
    const past = changes.filter(([at]) => at <= now)
    return past.map(([at, state], i) => {
      const next = past[i + 1]
      return {
        id: quickId(chance, at),
        member_id: agent.memberId,
        state,
        starts_at: new Date(at).toISOString(),
        ends_at: next ? new Date(next[0]).toISOString() : null,
      }
    })
  })
}

/** A call or a talk with somebody at the door, somewhere between the two. */
function busyFor(chance: Chance, from: number, to: number): [number, Spell['state']][] {
  const minutes = 8 + chance.next() * 22
  const start = from + (0.1 + chance.next() * 0.6) * (to - from - minutes * MINUTE)
  return [
    [start, 'busy'],
    [start + minutes * MINUTE, 'online'],
  ]
}

/** What each person is doing at the end of their spells. */
export function statesOf(
  spells: readonly Spell[],
  agents: readonly Agent[],
  now: number,
): InboxRow<'agents'>[] {
  const last = new Map(spells.map((spell) => [spell.member_id, spell]))
  return agents.map(({ memberId, teams }) => {
    const spell = last.get(memberId)
    const status = spell?.state ?? 'offline'
    const since = spell?.starts_at ?? new Date(now).toISOString()
    const isHere = status === 'online' || status === 'busy'
    return {
      member_id: memberId,
      status,
      since,
      seen_at: isHere ? new Date(now).toISOString() : since,
      capacity: teams[0] === 'Front office' ? 12 : 8,
    }
  })
}
