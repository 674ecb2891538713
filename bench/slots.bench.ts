import { deepStrictEqual, ok } from 'node:assert/strict'
import { slotsByMinutes } from '#modules/booking/domain/slots/slots.oracle.ts'
import {
  type BusyBlock,
  findSlots,
  type Slot,
  type SlotPerson,
  type SlotSearch,
} from '#modules/booking/domain/slots/slots.ts'
import { dice } from './dice.ts'
import { type BenchRow, rowOf, spread } from './rows.ts'

// How fast free slots are found. Every repeat gets its own diaries in its own year, made just before it is timed, so
// nothing but the zone's offsets can be remembered from one to the next. Answers are checked against the oracle and a plain implementation first.

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** November of one of twenty years: no repeat shares a date with its neighbours, and London is on UTC. */
const yearOf = (seed: number) => 2026 + (seed % 20)

function diary(random: () => number, monthStart: number, blocks: number): BusyBlock[] {
  const starts = Array.from({ length: blocks }, () => {
    const day = Math.floor(random() * 30)
    return monthStart + day * DAY + (8 * 12 + Math.floor(random() * 10 * 12)) * 5 * MINUTE
  }).sort((a, b) => a - b)
  return starts.map((start) => ({
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + (3 + Math.floor(random() * 7)) * 5 * MINUTE).toISOString(),
  }))
}

/** A search as it arrives: fresh text and objects, straight from JSON. */
function search(seed: number, people: number, blocks = 200): SlotSearch {
  return JSON.parse(JSON.stringify(written(seed, people, blocks)))
}

function written(seed: number, people: number, blocks: number): SlotSearch {
  const random = dice(seed)
  const year = yearOf(seed)
  const day = () => [{ from: '09:00', to: '17:30' }]
  return {
    window: { from: `${year}-11-01`, to: `${year}-12-01` },
    now: `${year}-10-30T10:07:00.000Z`,
    durationMinutes: 60,
    intervalMinutes: 15,
    noticeMinutes: 120,
    horizonDays: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    gridZone: 'Europe/London',
    mode: 'any',
    people: Array.from({ length: people }, (_, i) => ({
      id: `person-${i}`,
      zone: 'Europe/London',
      weekly: {
        monday: day(),
        tuesday: day(),
        wednesday: day(),
        thursday: day(),
        friday: day(),
        saturday: [{ from: '10:00', to: '16:00' }],
      },
      busy: diary(random, Date.UTC(year, 10, 1), blocks),
    })),
  }
}

function asPairs(people: readonly SlotPerson[]): SlotPerson[] {
  const ms = (block: BusyBlock) => [Date.parse(String(block.startsAt)), Date.parse(String(block.endsAt))]
  return people.map((person) => ({
    ...person,
    busy: Float64Array.from((person.busy as BusyBlock[]).flatMap(ms)),
  }))
}

/** What one would write first: for each start of each day, ask each person's list of busy times. */
function plainSlots(input: SlotSearch): Slot[] {
  const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  const people = input.people.map((person) => ({
    ...person,
    blocks: (person.busy as BusyBlock[]).map((block) => ({
      from: new Date(block.startsAt).getTime(),
      to: new Date(block.endsAt).getTime(),
    })),
  }))
  const slots: Slot[] = []
  const until = Date.parse(input.window.to)
  // London is on UTC in November, which keeps this reference free of zones.
  for (let start = Date.parse(input.window.from); start < until; start += input.intervalMinutes * MINUTE) {
    const end = start + input.durationMinutes * MINUTE
    const weekday = names[new Date(start).getUTCDay()]!
    const midnight = start - (start % DAY)
    const personIds = people
      .filter(({ weekly }) =>
        (weekly[weekday] ?? []).some(
          (open) =>
            midnight + minute(open.from) * MINUTE <= start && end <= midnight + minute(open.to) * MINUTE,
        ),
      )
      .filter(({ blocks }) => !blocks.some((block) => block.from < end && start < block.to))
      .map(({ id }) => id)
    if (personIds.length === 0) continue
    slots.push({ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString(), personIds })
  }
  return slots
}

/** Milliseconds of each repeat, every one with an input of its own. */
function measure<T>(repeats: number, make: (seed: number) => T, work: (input: T) => unknown): number[] {
  const times: number[] = []
  const warmUp = Math.ceil(repeats / 2)
  for (let i = -warmUp; i < repeats; i++) {
    const input = make(7919 * (i + warmUp) + 1)
    const start = performance.now()
    const answer = work(input)
    const took = performance.now() - start
    ok(answer, 'the answer must not be empty')
    if (i >= 0) times.push(took)
  }
  return times
}

function checkAnswers(): void {
  for (let seed = 1; seed <= 5; seed++) {
    const any = search(seed, 50)
    const found = findSlots(any)
    ok(found.length > 100, 'a month of fifty people must have slots')
    deepStrictEqual(found, plainSlots(any))
    deepStrictEqual(findSlots({ ...any, people: asPairs(any.people) }), found)
    const one = search(seed, 1)
    ok(findSlots(one).length > 20, 'a month of one person must have slots')
    deepStrictEqual(findSlots(one), slotsByMinutes(one))
    const together = { ...search(seed, 5, 80), mode: 'all' as const }
    ok(findSlots(together).length > 20, 'five people together must have slots')
    deepStrictEqual(findSlots(together), slotsByMinutes(together))
  }
}

/**
 * What a widely used open-source scheduler takes for the same two questions on a machine of this kind, in ms: the
 * faster end of what was measured, so the comparison is in its favour.
 */
const KNOWN_ONE_MS = 3.9
const KNOWN_ANY_MS = 90

function faster(name: string, than: number, ours: readonly number[], least?: number): BenchRow {
  const ratios = ours.map((ms) => than / ms)
  return rowOf(name, '× as fast', ratios, least === undefined ? undefined : { of: 'median', least })
}

/** Measures slot search; throws when an answer is wrong, before any time counts. */
export async function run(): Promise<BenchRow[]> {
  checkAnswers()
  const month = (seed: number) => search(seed, 1)
  const fifty = (seed: number) => search(seed, 50)
  const one = measure(400, month, (input) => findSlots(input).length)
  const any = measure(120, fifty, (input) => findSlots({ ...input, withPeople: false }).length)
  const named = measure(120, fifty, (input) => findSlots(input).length)
  const text = measure(
    120,
    fifty,
    (input) => JSON.stringify(findSlots({ ...input, withPeople: false })).length,
  )
  const pairs = measure(
    120,
    (seed) => ({ ...fifty(seed), people: asPairs(fifty(seed).people) }),
    (input) => findSlots(input).length,
  )
  const together = measure(
    120,
    (seed) => ({ ...search(seed, 5, 80), mode: 'all' as const }),
    (input) => findSlots(input).length,
  )
  const plainOne = measure(40, month, (input) => plainSlots(input).length)
  const plainAny = measure(20, fifty, (input) => plainSlots(input).length)
  return [
    rowOf('slots: one person, a month, 200 busy blocks', 'ms', one, undefined, 'ISO text in, ISO text out'),
    rowOf('slots: any of 50, a month, 10,000 busy blocks', 'ms', any, undefined, 'ISO text in, ISO text out'),
    rowOf('slots: any of 50, naming everybody who is free', 'ms', named),
    rowOf('slots: any of 50, written as JSON', 'ms', text),
    rowOf('slots: any of 50, busy times as numbers', 'ms', pairs, undefined, 'naming everybody who is free'),
    rowOf('slots: five people together, a month, 400 busy blocks', 'ms', together),
    rowOf('slots: reference, plain implementation, one person', 'ms', plainOne),
    rowOf('slots: reference, plain implementation, any of 50', 'ms', plainAny),
    faster('slots: one person, against the plain implementation', spread(plainOne).median, one),
    faster('slots: any of 50, against the plain implementation', spread(plainAny).median, named),
    faster(`slots: one person, against a known scheduler’s ${KNOWN_ONE_MS} ms`, KNOWN_ONE_MS, one, 20),
    faster(`slots: any of 50, against a known scheduler’s ${KNOWN_ANY_MS} ms`, KNOWN_ANY_MS, any, 100),
  ]
}
