import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { WeeklyHours } from '#values/business-hours.ts'
import { newId } from '#values/ids.ts'
import { staffChanged } from '../events.ts'
import { getStaffMember, listStaff } from '../queries/list-staff.ts'
import { createService, type ServiceInput } from './create-service.ts'
import { createStaffMember, type StaffInput } from './create-staff-member.ts'
import { deleteStaffMember } from './delete-staff-member.ts'
import { removeScheduleOverride } from './remove-schedule-override.ts'
import { reorderCatalogue } from './reorder-catalogue.ts'
import { restoreStaffMember } from './restore-staff-member.ts'
import { setScheduleOverride } from './set-schedule-override.ts'
import { setStaffAreas } from './set-staff-areas.ts'
import { setWeeklyHours } from './set-weekly-hours.ts'
import { updateService } from './update-service.ts'
import { updateStaffMember } from './update-staff-member.ts'

const world = await testWorld()

const person = (name: string, change: Partial<StaffInput> = {}): StaffInput => ({
  name,
  bio: '',
  phone: undefined,
  colour: '#3B6FA0',
  active: true,
  ...change,
})
const service: ServiceInput = {
  name: 'Clean',
  summary: '',
  description: '',
  durationMinutes: 60,
  price: 4500,
  deposit: null,
  payOnDay: true,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  online: true,
  active: true,
  colour: '#0F5C4D',
  extras: [],
}
const opening = (from: string, to: string) => ({ from, to })

async function office(): Promise<{ orgId: string; admin: Who }> {
  const orgId = await world.newOrg()
  return { orgId, admin: await world.as(orgId, 'admin') }
}

describe('staff (BOOK-005, BOOK-011, BOOK-013)', () => {
  test('a person starts with the organisation’s zone and hours, and with their skills', async () => {
    const { orgId, admin } = await office()
    const clean = await world.command(createService, service, admin)
    const input = person('Ana', { email: 'ana@example.com', phone: '+447700900142', serviceIds: [clean.id] })
    const ana = await world.command(createStaffMember, input, admin)
    expect(ana).toMatchObject({
      zone: 'Europe/London',
      email: 'ana@example.com',
      phone: '+447700900142',
      serviceIds: [clean.id],
      areas: [],
      overrides: [],
      photoUrl: null,
    })
    expect(Object.keys(ana.weekly)).toHaveLength(7)
    expect(await world.events(orgId, staffChanged)).toEqual([{ staffId: ana.id, what: 'staff.create' }])
  })

  test('skills are changed from the person and from the service', async () => {
    const { admin } = await office()
    const clean = await world.command(createService, service, admin)
    const iron = await world.command(createService, { ...service, name: 'Ironing' }, admin)
    const ana = await world.command(createStaffMember, person('Ana', { serviceIds: [clean.id] }), admin)
    const both = { ...person('Ana', { serviceIds: [iron.id, clean.id] }), staffId: ana.id }
    expect((await world.command(updateStaffMember, both, admin)).serviceIds).toEqual([clean.id, iron.id])
    const without = { ...service, serviceId: clean.id, staffIds: [] }
    expect((await world.command(updateService, without, admin)).staffIds).toEqual([])
    expect((await world.query(getStaffMember, { staffId: ana.id }, admin)).serviceIds).toEqual([iron.id])
    const stranger = { ...person('Ana', { serviceIds: [newId()] }), staffId: ana.id }
    await expect(world.command(updateStaffMember, stranger, admin)).rejects.toMatchObject({
      code: 'booking.service_not_found',
    })
  })

  test('the trash hides a person and gives them back with hours, skills and areas', async () => {
    const { admin } = await office()
    const clean = await world.command(createService, service, admin)
    const { id: staffId } = await world.command(
      createStaffMember,
      person('Ana', { serviceIds: [clean.id] }),
      admin,
    )
    const ana = await world.command(
      setStaffAreas,
      { staffId, areas: [{ postcode: 'N16 8JR', radiusKm: 5 }] },
      admin,
    )
    await world.command(deleteStaffMember, { staffId }, admin)
    expect((await world.query(listStaff, {}, admin)).items).toEqual([])
    await expect(
      world.command(updateStaffMember, { ...person('Eve'), staffId }, admin),
    ).rejects.toMatchObject({
      code: 'booking.staff_not_found',
    })
    expect(await world.command(restoreStaffMember, { staffId }, admin)).toEqual(ana)
  })

  test('search finds name, e-mail and area; skill and state narrow; order is kept (BOOK-019)', async () => {
    const { admin } = await office()
    const clean = await world.command(createService, service, admin)
    const ana = await world.command(createStaffMember, person('Ana', { serviceIds: [clean.id] }), admin)
    const ben = await world.command(
      createStaffMember,
      person('Ben', { email: 'b@example.com', active: false }),
      admin,
    )
    await world.command(
      setStaffAreas,
      { staffId: ana.id, areas: [{ postcode: 'N16 8JR', radiusKm: 5 }] },
      admin,
    )
    const names = async (filter: object) =>
      (await world.query(listStaff, filter, admin)).items.map(({ name }) => name)
    expect(await names({ q: 'n16' })).toEqual(['Ana'])
    expect(await names({ q: 'b@ex' })).toEqual(['Ben'])
    expect(await names({ serviceId: clean.id })).toEqual(['Ana'])
    expect(await names({ active: false })).toEqual(['Ben'])
    await world.command(reorderCatalogue, { kind: 'staff', ids: [ben.id, ana.id] }, admin)
    expect(await names({})).toEqual(['Ben', 'Ana'])
    expect(await world.countQueries(() => world.query(listStaff, {}, admin))).toBeLessThanOrEqual(2)
  })

  test('a manager sees and changes only the people of their scope (IDEN-005)', async () => {
    const { orgId, admin } = await office()
    const clean = await world.command(createService, service, admin)
    const ana = await world.command(createStaffMember, person('Ana', { serviceIds: [clean.id] }), admin)
    const ben = await world.command(createStaffMember, person('Ben', { serviceIds: [clean.id] }), admin)
    const manager = await world.as(orgId, 'manager')
    const limited = (scope: { staffIds: string[]; areaIds: string[] }): Who =>
      manager.actor.kind === 'user' ? { ...manager, actor: { ...manager.actor, scope } } : manager
    const ofAna = limited({ staffIds: [ana.id], areaIds: [] })
    expect((await world.query(listStaff, {}, ofAna)).items.map(({ name }) => name)).toEqual(['Ana'])
    const missing = { code: 'booking.staff_not_found' }
    await expect(world.query(getStaffMember, { staffId: ben.id }, ofAna)).rejects.toMatchObject(missing)
    await expect(world.command(deleteStaffMember, { staffId: ben.id }, ofAna)).rejects.toMatchObject(missing)
    await expect(world.command(createStaffMember, person('Cem'), ofAna)).rejects.toMatchObject({
      code: 'auth.forbidden',
    })
    // Taking everybody off a service takes off only those the manager sees.
    await world.command(updateService, { ...service, serviceId: clean.id, staffIds: [] }, ofAna)
    expect((await world.query(getStaffMember, { staffId: ben.id }, admin)).serviceIds).toEqual([clean.id])
    expect((await world.query(getStaffMember, { staffId: ana.id }, admin)).serviceIds).toEqual([])

    const inN16 = { staffId: ben.id, areas: [{ postcode: 'N16 8JR', radiusKm: 5 }] }
    const { areas } = await world.command(setStaffAreas, inN16, admin)
    const ofArea = limited({ staffIds: [], areaIds: [areas[0]!.id] })
    expect((await world.query(listStaff, {}, ofArea)).items.map(({ name }) => name)).toEqual(['Ben'])
  })

  test('one login is one person, and only somebody of the team', async () => {
    const { admin } = await office()
    await expect(
      world.command(createStaffMember, person('Ana', { memberId: newId() }), admin),
    ).rejects.toMatchObject({ details: { faults: [{ path: ['memberId'] }] } })
  })
})

describe('hours and exceptions (BOOK-014)', () => {
  test('a week is stored in the order of the day; overlaps are refused beside their field', async () => {
    const { admin } = await office()
    const { id: staffId } = await world.command(createStaffMember, person('Ana'), admin)
    const weekly = WeeklyHours.parse({
      monday: [opening('13:00', '17:00'), opening('09:00', '12:00')],
      friday: [opening('22:00', '06:00')],
    })
    const saved = await world.command(setWeeklyHours, { staffId, weekly, zone: 'Europe/Lisbon' }, admin)
    expect(saved.weekly.monday).toEqual([opening('09:00', '12:00'), opening('13:00', '17:00')])
    expect(await world.query(getStaffMember, { staffId }, admin)).toEqual(saved)
    const clash = WeeklyHours.parse({ tuesday: [opening('09:00', '13:00'), opening('12:00', '17:00')] })
    await expect(world.command(setWeeklyHours, { staffId, weekly: clash }, admin)).rejects.toMatchObject({
      details: { faults: [{ path: ['weekly', 'tuesday', 1, 'from'] }] },
    })
  })

  test('an exception replaces a day, a second one replaces the first, removing goes back', async () => {
    const { admin } = await office()
    const { id: staffId } = await world.command(createStaffMember, person('Ana'), admin)
    const day = '2027-12-24'
    await world.command(setScheduleOverride, { staffId, day, hours: [], reason: 'Away' }, admin)
    const half = { staffId, day, hours: [opening('09:00', '12:00')], reason: 'Half a day' }
    const { overrides } = await world.command(setScheduleOverride, half, admin)
    expect(overrides).toMatchObject([{ day, hours: half.hours, reason: 'Half a day' }])
    expect((await world.command(removeScheduleOverride, { staffId, day }, admin)).overrides).toEqual([])
    // A second press on "remove" is no fault.
    expect((await world.command(removeScheduleOverride, { staffId, day }, admin)).overrides).toEqual([])
  })
})

describe('time off', () => {
  test('a stretch of days is closed at once, over the end of a month, and has an end', async () => {
    const { admin } = await office()
    const { id: staffId } = await world.command(createStaffMember, person('Ana'), admin)
    const holiday = { staffId, day: '2027-07-30', untilDay: '2027-08-02', hours: [], reason: 'Holiday' }
    const { overrides } = await world.command(setScheduleOverride, holiday, admin)
    expect(overrides.map(({ day }) => day)).toEqual(['2027-07-30', '2027-07-31', '2027-08-01', '2027-08-02'])
    const back = { staffId, day: '2027-07-31', untilDay: '2027-08-01' }
    const rest = await world.command(removeScheduleOverride, back, admin)
    expect(rest.overrides.map(({ day }) => day)).toEqual(['2027-07-30', '2027-08-02'])
    const faulty = async (untilDay: string) =>
      world.command(setScheduleOverride, { ...holiday, untilDay }, admin)
    await expect(faulty('2027-07-29')).rejects.toMatchObject({
      details: { faults: [{ path: ['untilDay'] }] },
    })
    await expect(faulty('2028-07-29')).rejects.toMatchObject({
      details: { faults: [{ path: ['untilDay'] }] },
    })
  })
})

describe('areas (BOOK-002, BOOK-015)', () => {
  test('a person has several circles; one that stays keeps its id; a repeat is refused', async () => {
    const { admin } = await office()
    const { id: staffId } = await world.command(createStaffMember, person('Ana'), admin)
    const set = (areas: { postcode: string; radiusKm: number }[]) =>
      world.command(setStaffAreas, { staffId, areas }, admin)
    const n16 = { postcode: 'N16 8JR', radiusKm: 5 }
    const first = await set([n16, { postcode: 'E8 1EJ', radiusKm: 2.5 }])
    expect(
      first.areas.map(({ postcode, radiusKm, approximate }) => [postcode, radiusKm, approximate]),
    ).toEqual([
      ['E8 1EJ', 2.5, true],
      ['N16 8JR', 5, true],
    ])
    const second = await set([{ ...n16, radiusKm: 8 }])
    expect(second.areas).toEqual([{ ...first.areas[1], radiusKm: 8 }])
    await expect(set([n16, n16])).rejects.toMatchObject({
      details: { faults: [{ path: ['areas', 1, 'postcode'] }] },
    })
    expect((await set([])).areas).toEqual([])
  })
})
