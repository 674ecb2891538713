import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { InputOf } from '#values/endpoint.ts'
import { addDays, instantOfWall } from '#values/zone.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { cancelAppointment } from '../commands/cancel-appointment.ts'
import { bookingOf, type Firm, MONDAY, newFirm } from '../commands/firm.fixture.ts'
import * as contract from '../contract.ts'
import { exportAppointments } from './export-appointments.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)
const TUESDAY = addDays(MONDAY, 1)

const list = (who: Who, input: InputOf<typeof contract.listAppointments> = {}) =>
  world.call(contract.listAppointments, input, who)
const starts = async (who: Who, input: InputOf<typeof contract.listAppointments> = {}) =>
  (await list(who, input)).items.map(({ startsAt }) => startsAt)

async function book(firm: Firm, startsAt: string, change: { staffId?: string; name?: string } = {}) {
  const { name = 'Ana Lima', ...rest } = change
  return world.command(bookAppointment, { ...bookingOf(firm, startsAt, rest), name }, firm.guest)
}

/** Two people; Monday 9, 11 (cancelled), 13 with the first, Tuesday 10 with the second. */
async function busyFirm() {
  const firm = await newFirm(world, { staff: 2 })
  const [one, two] = firm.staffIds as [string, string]
  await book(firm, at('09:00'), { staffId: one, name: 'Zoe Amin' })
  const gone = await book(firm, at('11:00'), { staffId: one, name: 'Ben Okafor' })
  await book(firm, at('13:00'), { staffId: one, name: 'Ana Lima' })
  const last = await book(firm, at('10:00', TUESDAY), { staffId: two, name: 'mia Chen' })
  await world.command(
    cancelAppointment,
    { appointmentId: gone.id, reason: 'Ill', override: false, notify: false },
    firm.admin,
  )
  return { firm, one, two, last }
}

describe('the list of visits (BOOK-099, BOOK-103, BOOK-104)', () => {
  test('filters by day, person, state, payment, source and word; the sums are of all that match', async () => {
    const { firm, one, two, last } = await busyFirm()
    const { admin } = firm
    expect(await starts(admin)).toEqual([at('10:00', TUESDAY), at('13:00'), at('11:00'), at('09:00')])
    expect(await starts(admin, { fromDay: MONDAY, toDay: MONDAY, status: ['confirmed'] })).toEqual([
      at('13:00'),
      at('09:00'),
    ])
    expect(await starts(admin, { from: at('11:00'), to: at('13:00') })).toEqual([at('11:00')])
    expect(await starts(admin, { staffId: [two] })).toEqual([at('10:00', TUESDAY)])
    expect(await starts(admin, { staffId: [one, two], status: ['cancelled'] })).toEqual([at('11:00')])
    expect(await starts(admin, { q: 'okafor' })).toEqual([at('11:00')])
    expect(await starts(admin, { q: last.number })).toEqual([at('10:00', TUESDAY)])
    expect(await starts(admin, { q: '100%_nobody' })).toEqual([])
    expect(await starts(admin, { source: ['office'] })).toEqual([])
    expect(await starts(admin, { paymentStatus: ['paid'] })).toEqual([])
    const first = await list(admin, { status: ['confirmed'], limit: 1 })
    expect(first).toMatchObject({ total: 3, sums: { price: 13_500, paid: 0, currency: 'GBP' } })
  })

  test('sorts both ways, names without regard to case', async () => {
    const { firm } = await busyFirm()
    const names = async (sort: 'customer' | '-customer') =>
      (await list(firm.admin, { sort })).items.map(({ customerName }) => customerName)
    const sorted = ['Ana Lima', 'Ben Okafor', 'mia Chen', 'Zoe Amin']
    expect(await names('customer')).toEqual(sorted)
    expect(await names('-customer')).toEqual(sorted.toReversed())
    expect(await starts(firm.admin, { sort: 'startsAt' })).toEqual(
      (await starts(firm.admin, { sort: '-startsAt' })).toReversed(),
    )
  })

  test('pages have no gaps and no doubles under any sort, though the values are equal', async () => {
    const { firm } = await busyFirm()
    for (const sort of ['price', '-price', 'startsAt', '-createdAt', 'customer'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list(firm.admin, { sort, limit: 1, cursor })
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      } while (cursor && seen.length < 10)
      const whole = (await list(firm.admin, { sort })).items.map(({ id }) => id)
      expect(seen, sort).toEqual(whole)
      expect(new Set(seen).size).toBe(4)
    }
    await expect(list(firm.admin, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  test('IDEN-005 a scope shows only the visits of its people; another organisation sees nothing', async () => {
    const { firm, two } = await busyFirm()
    const manager = await world.as(firm.orgId, 'manager')
    const scoped = {
      ...manager,
      actor: { ...manager.actor, scope: { staffIds: [two], areaIds: [] } },
    } as Who
    const mine = await list(scoped)
    expect(mine).toMatchObject({ total: 1, sums: { price: 4500 } })
    expect(mine.items[0]!.staffId).toBe(two)
    const other = await newFirm(world)
    expect(await list(other.admin, { staffId: [two] })).toMatchObject({ items: [], total: 0 })
    expect(await list(other.admin)).toMatchObject({ items: [], total: 0, sums: { price: 0 } })
  })

  test('takes as many statements for four visits as for one', async () => {
    const { firm } = await busyFirm()
    const one = await world.countQueries(() => list(firm.admin, { limit: 1 }))
    const four = await world.countQueries(() => list(firm.admin))
    expect(four).toBe(one)
  })

  test('the CSV holds the same visits by local clocks', async () => {
    const { firm } = await busyFirm()
    const text = await world.query(
      exportAppointments,
      { by: 'start', status: ['cancelled'], sort: '-startsAt' },
      firm.admin,
    )
    const [head, ...rows] = text.trim().split('\n')
    expect(head).toContain('Number,Status,Start')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('Cancelled,2026-11-30 11:00')
  })
})
