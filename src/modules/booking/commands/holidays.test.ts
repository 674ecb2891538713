import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { catalogueChanged, holidaysChanged } from '../events.ts'
import { listHolidays } from '../queries/list-holidays.ts'
import { addBankHolidays } from './add-bank-holidays.ts'
import { createHoliday } from './create-holiday.ts'
import { deleteHoliday } from './delete-holiday.ts'

const world = await testWorld()

test('a day is closed once, listed in order, and opened again', async () => {
  const orgId = await world.newOrg()
  const admin = await world.as(orgId, 'admin')
  const party = await world.command(createHoliday, { day: '2027-07-01', name: 'Summer party' }, admin)
  await world.command(createHoliday, { day: '2027-01-02', name: 'Stocktaking' }, admin)
  await expect(
    world.command(createHoliday, { day: '2027-07-01', name: 'Again' }, admin),
  ).rejects.toMatchObject({ code: 'input.invalid', details: { faults: [{ path: ['day'] }] } })
  const days = async () => (await world.query(listHolidays, {}, admin)).items.map(({ day }) => day)
  expect(await days()).toEqual(['2027-01-02', '2027-07-01'])
  await world.command(deleteHoliday, { holidayId: party.id }, admin)
  expect(await days()).toEqual(['2027-01-02'])
  await expect(world.command(deleteHoliday, { holidayId: newId() }, admin)).rejects.toMatchObject({
    code: 'booking.holiday_not_found',
  })
  expect(await world.events(orgId, catalogueChanged)).toHaveLength(3)
})

test('the bank holidays of a year are added once and keep names that were there', async () => {
  const orgId = await world.newOrg()
  const admin = await world.as(orgId, 'admin')
  await world.command(createHoliday, { day: '2026-12-25', name: 'Christmas at home' }, admin)
  const first = await world.command(addBankHolidays, { year: 2026 }, admin)
  expect(first.items).toHaveLength(8)
  expect(first.items.at(-2)).toMatchObject({ day: '2026-12-25', name: 'Christmas at home' })
  expect(await world.command(addBankHolidays, { year: 2026 }, admin)).toEqual(first)
  expect(await world.events(orgId, catalogueChanged)).toHaveLength(2)
})

test('whoever counts business hours is told all closed days, whatever changed', async () => {
  const orgId = await world.newOrg()
  const admin = await world.as(orgId, 'admin')
  const party = await world.command(createHoliday, { day: '2027-07-01', name: 'Summer party' }, admin)
  await world.command(createHoliday, { day: '2027-01-02', name: 'Stocktaking' }, admin)
  await world.command(deleteHoliday, { holidayId: party.id }, admin)
  const told = (await world.events(orgId, holidaysChanged)) as { days: { day: string }[] }[]
  expect(told.map(({ days }) => days.map(({ day }) => day))).toEqual([
    ['2027-07-01'],
    ['2027-01-02', '2027-07-01'],
    ['2027-01-02'],
  ])
})

test('holidays are the organisation’s own: a manager may not close it', async () => {
  const orgId = await world.newOrg()
  const manager = await world.as(orgId, 'manager')
  await expect(world.command(addBankHolidays, { year: 2026 }, manager)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
})
