import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newFirm, places } from '../commands/firm.fixture.ts'
import { updateStaffMember } from '../commands/update-staff-member.ts'
import { listPublicServices, listPublicStaff } from './list-public-services.ts'

const world = await testWorld()
const services = (firm: Awaited<ReturnType<typeof newFirm>>, postcode?: string) =>
  world.query(listPublicServices, { orgSlug: 'test', postcode }, firm.guest)

test('a postcode shows the services that somebody there does, with these people (BOOK-022, BOOK-023)', async () => {
  const firm = await newFirm(world, { staff: 2 })
  const near = await services(firm, places.far)
  expect(near).toMatchObject({ served: true, approximate: false, currency: 'GBP' })
  expect(near.items).toMatchObject([
    { name: 'Clean', price: 4500, staff: [{ name: 'Person 1' }, { name: 'Person 2' }] },
  ])
  const staff = await world.query(listPublicStaff, { orgSlug: 'test', postcode: places.far }, firm.guest)
  expect(staff.items.map(({ name }) => name)).toEqual(['Person 1', 'Person 2'])
  expect(staff.items[0]!.distanceKm).toBeGreaterThan(10)
})

test('a postcode that nobody covers is said to be not served; without one everything is listed', async () => {
  const firm = await newFirm(world)
  expect(await services(firm, 'AB10 1XG')).toMatchObject({ served: false, items: [] })
  expect((await services(firm)).items).toHaveLength(1)
})

test('what only the office books is not shown, and somebody who stops is gone at once', async () => {
  const office = await newFirm(world, { service: { online: false } })
  expect((await services(office)).items).toEqual([])
  const firm = await newFirm(world)
  const staffId = firm.staffIds[0]!
  const stopped = { staffId, name: 'Person 1', bio: '', phone: undefined, colour: '#3B6FA0', active: false }
  await services(firm, places.home)
  await world.command(updateStaffMember, { ...stopped, serviceIds: [firm.serviceId] }, firm.admin)
  expect(await services(firm, places.home)).toMatchObject({ served: false })
})
