import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { createFakePostcodeService } from '../adapters/fake-postcode-service.ts'
import { createStaffMember } from '../commands/create-staff-member.ts'
import { locate } from '../queries/locate.ts'
import { locateOnline, locatePostcode, warmPostcode } from './locate-postcode.ts'
import { setStaffAreas } from './set-staff-areas.ts'

const postcodes = createFakePostcodeService({
  'N16 8JR': { lat: 51.561, lon: -0.073, city: 'London' },
  'E8 1EJ': { lat: 51.546, lon: -0.055, city: 'London' },
})
const world = await testWorld({ adapters: { postcodes } })
const orgId = await world.newOrg()
const admin = await world.as(orgId, 'admin')

describe('where a postcode is', () => {
  test('a postcode is asked for once, and then known to every organisation', async () => {
    expect(await world.query(locate, 'n168jr', admin)).toMatchObject({ source: 'approximate' })
    expect(await world.errand(locateOnline, 'N16 8JR', admin)).toEqual({
      postcode: 'N16 8JR',
      lat: 51.561,
      lon: -0.073,
      city: 'London',
      source: 'cached',
    })
    const other = world.guest(await world.newOrg())
    expect(await world.query(locate, 'N16 8JR', other)).toMatchObject({ source: 'cached' })
    await world.errand(locateOnline, 'N16 8JR', other)
    expect(postcodes.asked).toEqual(['N16 8JR'])
  })

  test('one that does not exist is refused, remembered, and asked for again after a month', async () => {
    const unknown = { code: 'booking.postcode_unknown' }
    world.setNow('2027-01-01T12:00:00Z')
    await expect(world.errand(locateOnline, 'N16 9ZZ', admin)).rejects.toMatchObject(unknown)
    await expect(world.query(locate, 'N16 9ZZ', admin)).rejects.toMatchObject(unknown)
    world.setNow('2027-02-02T12:00:00Z')
    expect(await world.query(locate, 'N16 9ZZ', admin)).toMatchObject({ source: 'approximate' })
    world.setNow(null)
    await world.errand(warmPostcode, { postcode: 'N16 9ZY' }, admin)
    await expect(world.query(locate, 'N16 9ZY', admin)).rejects.toMatchObject(unknown)
  })

  test('without network the answer is approximate, never an error', async () => {
    postcodes.isDown = true
    expect(await world.errand(locateOnline, 'LS1 4AP', admin)).toMatchObject({
      source: 'approximate',
      city: null,
    })
    postcodes.isDown = false
  })

  test('what is no postcode is refused with the reason', async () => {
    await expect(world.query(locate, 'hello', admin)).rejects.toMatchObject({
      code: 'booking.postcode_unknown',
    })
  })
})

test('who covers a postcode is answered nearest first, with areas placed exactly (BOOK-016, BOOK-024)', async () => {
  const person = (name: string) => ({ name, bio: '', phone: undefined, colour: '#3B6FA0', active: true })
  const ana = await world.command(createStaffMember, person('Ana'), admin)
  const ben = await world.command(createStaffMember, person('Ben'), admin)
  const inE8 = { staffId: ana.id, areas: [{ postcode: 'E8 1EJ', radiusKm: 5 }] }
  expect((await world.errand(setStaffAreas, inE8, admin)).areas[0]).toMatchObject({
    lat: 51.546,
    approximate: false,
  })
  await world.errand(setStaffAreas, { staffId: ben.id, areas: [{ postcode: 'N16 8JR', radiusKm: 1 }] }, admin)
  const near = await world.errand(locatePostcode, { postcode: 'N16 8JR' }, admin)
  expect(near.staff).toEqual([
    { id: ben.id, name: 'Ben', distanceKm: 0 },
    { id: ana.id, name: 'Ana', distanceKm: 2.08 },
  ])
  const { staff } = await world
    .errand(locatePostcode, { postcode: 'LS1 4AP' }, admin)
    .catch(() => ({ staff: [] }))
  expect(staff).toEqual([])
})
