import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { InputOf } from '#values/endpoint.ts'
import { instantOfWall } from '#values/zone.ts'
import * as contract from '../contract.ts'
import { appointmentCancelled, appointmentMoved } from '../events.ts'
import { bookAppointment } from './book-appointment.ts'
import { bookingOf, countOverlaps, type Firm, MONDAY, newFirm } from './firm.fixture.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)
type Bulk = InputOf<typeof contract.bulkAppointments>

const bulk = (who: Who, input: Bulk) => world.call(contract.bulkAppointments, input, who)
const cancel = { kind: 'cancel', reason: 'The van is broken', override: false } as const

async function booked(times: string[], staff = 1) {
  const firm = await newFirm(world, { staff })
  const [staffId] = firm.staffIds as [string]
  const visits: { id: string; number: string }[] = []
  for (const time of times) {
    visits.push(await world.command(bookAppointment, bookingOf(firm, at(time), { staffId }), firm.guest))
  }
  return { firm, visits, ids: visits.map(({ id }) => id) }
}

const rowsOf = (firm: Firm) =>
  world.sql('select * from booking.appointments where org_id = $1 order by id', [firm.orgId])
async function traces(firm: Firm) {
  const [row] = await world.sql(
    `select (select count(*) from core.events where org_id = $1)::int as events,
            (select count(*) from core.audit where org_id = $1)::int as audited`,
    [firm.orgId],
  )
  return row
}

describe('many visits at once (BOOK-097, BOOK-102)', () => {
  test('a dry run counts truly and leaves nothing behind', async () => {
    const { firm, ids } = await booked(['09:00', '11:00', '13:00'])
    const before = [await rowsOf(firm), await traces(firm)]
    const forecast = await bulk(firm.admin, { ids, action: cancel, dryRun: true })
    expect(forecast).toEqual({ matched: 3, changed: 3, refused: [] })
    expect([await rowsOf(firm), await traces(firm)]).toEqual(before)
    expect(await bulk(firm.admin, { ids, action: cancel })).toEqual(forecast)
    expect(await world.events(firm.orgId, appointmentCancelled)).toHaveLength(3)
  })

  test('what the rules refuse is named with its reason and stays; the rest changes', async () => {
    const { firm, visits, ids } = await booked(['09:00', '11:00', '13:00'])
    const [first] = visits as [{ id: string; number: string }]
    const complete = { kind: 'status', status: 'completed' } as const
    await bulk(firm.admin, { ids: [first.id], action: complete })
    const result = await bulk(firm.admin, { ids, action: cancel })
    expect(result).toMatchObject({ matched: 3, changed: 2 })
    expect(result.refused).toEqual([
      { id: first.id, number: first.number, reason: expect.stringMatching(/can no longer be cancelled/) },
    ])
    const states = (await rowsOf(firm)).map(({ status }) => status).sort()
    expect(states).toEqual(['cancelled', 'cancelled', 'completed'])
  })

  test('a filter means every match; visits given to somebody else keep their times', async () => {
    const { firm } = await booked(['09:00', '11:00', '13:00'], 2)
    const [one, two] = firm.staffIds as [string, string]
    await world.command(bookAppointment, bookingOf(firm, at('11:00'), { staffId: two }), firm.guest)
    const filter = { staffId: [one], fromDay: MONDAY, toDay: MONDAY }
    const action = { kind: 'reassign', staffId: two } as const
    const result = await bulk(firm.admin, { filter, action })
    expect(result).toMatchObject({ matched: 3, changed: 2, refused: [{ number: expect.any(String) }] })
    expect(await world.events(firm.orgId, appointmentMoved)).toHaveLength(2)
    expect(await countOverlaps(world, firm.orgId)).toBe(0)
    const left = await world.call(contract.listAppointments, { staffId: [one] }, firm.admin)
    expect(left.items.map(({ startsAt }) => startsAt)).toEqual([at('11:00')])
  })

  test('who comes already is no change, so that the preview promises nothing', async () => {
    const { firm, visits, ids } = await booked(['09:00'])
    const action = { kind: 'reassign', staffId: firm.staffIds[0]! } as const
    const result = await bulk(firm.admin, { ids, action })
    const refused = [{ id: ids[0], number: visits[0]!.number, reason: 'Person 1 comes already.' }]
    expect(result).toEqual({ matched: 1, changed: 0, refused })
    expect(await world.events(firm.orgId, appointmentMoved)).toEqual([])
  })

  test('visits of another organisation are refused without a word about them', async () => {
    const { firm, ids } = await booked(['09:00'])
    const other = await newFirm(world)
    const before = await rowsOf(firm)
    const result = await bulk(other.admin, { ids, action: cancel })
    expect(result).toEqual({
      matched: 1,
      changed: 0,
      refused: [{ id: ids[0], number: '', reason: 'This visit does not exist.' }],
    })
    expect(await rowsOf(firm)).toEqual(before)
  })

  test('without ids and filter, and without leave to cancel, nothing is done', async () => {
    const { firm, ids } = await booked(['09:00'])
    await expect(bulk(firm.admin, { action: cancel })).rejects.toMatchObject({ code: 'input.invalid' })
    const staff = await world.as(firm.orgId, 'staff')
    await expect(bulk(staff, { ids, action: cancel })).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
