import { expect, test } from 'vitest'
import type { InboxRows } from '#modules/inbox/public.ts'
import type { Services } from '#platform/context.ts'
import { localDay } from '#values/zone.ts'
import { firm, services as servicePlans, staff } from './firm.ts'
import { office } from './office.ts'
import { planClients, planVisits } from './plan.ts'
import { chanceOf, idBy } from './random.ts'
import { seedInbox } from './seed-inbox.ts'

type Tables = { [N in keyof InboxRows]-?: NonNullable<InboxRows[N]>[number][] }

const WEDNESDAY = '2026-11-18T14:20:00.000Z'

/** Plays so much of the demonstration without a database. */
async function play(now: string, months: number): Promise<Tables> {
  const chance = chanceOf(1)
  const id = () => idBy(chance, 0)
  const known = new Map(servicePlans.map(({ name }) => [name, { id: id(), name, extras: [] }]))
  const staffIds = new Map(staff.map(({ name }) => [name, id()]))
  const memberIds = new Map([...office, { name: 'Nadia Rahman' }].map(({ name }) => [name, id()]))
  const clients = planClients(chance, now, months)
  const holidays = new Set<string>()
  const visits = planVisits({ chance, now, clients, services: known, staffIds, holidays, months })
  const tables: Record<string, unknown[]> = {}
  const write = async (_command: unknown, rows: InboxRows | undefined) => {
    for (const [name, list] of Object.entries(rows ?? {})) tables[name] = [...(tables[name] ?? []), ...list]
  }
  const services = { storage: { put: async () => {} }, config: { secret: 'a secret of the tests' } }
  await seedInbox(services as unknown as Services, write as Parameters<typeof seedInbox>[1], {
    ...{ orgId: id(), now: Date.parse(now), months, memberIds, holidays, clients, visits },
  })
  return tables as unknown as Tables
}

/** What is sealed, is sealed differently each time. */
const open = ({ channels, ...tables }: Tables) => ({
  ...tables,
  channels: channels.map(({ secrets: _, ...channel }) => channel),
})

test('the same seed tells the same story, to the last letter (PLAT-020)', async () => {
  const [first, second] = [await play(WEDNESDAY, 0.5), await play(WEDNESDAY, 0.5)]
  expect(JSON.stringify(open(first)) === JSON.stringify(open(second))).toBe(true)
  expect(first.messages.length).toBeGreaterThan(8_000)
})

test.each([
  ['a Sunday noon', '2026-11-22T12:30:00.000Z'],
  ['five past midnight on a Sunday', '2026-11-22T00:05:00.000Z'],
  ['five to midnight on a Monday', '2026-11-23T23:55:00.000Z'],
  ['five past midnight in summer', '2026-07-13T23:05:00.000Z'],
  ['the morning of New Year', '2027-01-01T08:10:00.000Z'],
])(
  '%s: something was said today, nothing in the time to come, and every key is there once',
  async (_, now) => {
    const tables = await play(now, 0.3)
    const today = tables.messages.filter(
      ({ created_at, direction }) =>
        direction !== 'internal' && localDay(firm.zone, String(created_at)) === localDay(firm.zone, now),
    )
    expect(today.length).toBeGreaterThanOrEqual(4)
    expect(tables.messages.filter(({ created_at }) => String(created_at) > now)).toEqual([])
    expect(tables.conversations.filter(({ status }) => status !== 'resolved').length).toBeGreaterThan(40)
    const keys = tables.opt_outs.map(({ channel_kind, address }) => `${channel_kind} ${address}`)
    expect(new Set(keys).size).toBe(keys.length)
    const refs = tables.messages.flatMap(({ channel_id, provider_ref }) =>
      provider_ref ? [`${channel_id} ${provider_ref}`] : [],
    )
    expect(new Set(refs).size).toBe(refs.length)
  },
)
