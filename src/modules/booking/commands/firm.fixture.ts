import type { Who } from '#platform/context.ts'
import type { TestWorld } from '#platform/testing/world.ts'
import { getCheckout } from '../queries/get-checkout.ts'
import { chooseService } from './choose-service.ts'
import { createService, type ServiceInput } from './create-service.ts'
import { createStaffMember } from './create-staff-member.ts'
import { holdSlot } from './hold-slot.ts'
import { saveDetails } from './save-details.ts'
import { setStaffAreas } from './set-staff-areas.ts'
import { setWeeklyHours } from './set-weekly-hours.ts'
import { startCheckout } from './start-checkout.ts'

/** Saturday morning; Monday 30 November is the first working day that the tests use. */
export const NOW = '2026-11-28T08:00:00Z'
export const MONDAY = '2026-11-30'
/** Two places that are near each other, and one that is half an hour away. */
export const places = { home: 'N16 8JR', near: 'E8 1EJ', far: 'SW18 4AA' } as const

const positions = { 'N16 8JR': [51.561, -0.073], 'E8 1EJ': [51.546, -0.055], 'SW18 4AA': [51.456, -0.193] }
const hours = [{ from: '09:00', to: '17:00' }]

export interface Firm {
  orgId: string
  guest: Who
  admin: Who
  serviceId: string
  extraId: string
  staffIds: string[]
}

/** A cleaning firm: one service of an hour for £45, an extra of half an hour, people who work Monday to Friday. */
export async function newFirm(
  world: TestWorld,
  options: { staff?: number; service?: Partial<ServiceInput>; policies?: object } = {},
): Promise<Firm> {
  world.setNow(NOW)
  const orgId = await world.newOrg({ name: 'Bright Rooms' })
  const admin = await world.as(orgId, 'owner')
  await knowPlaces(world)
  await world.sql('update identity.organizations set policies = policies || $2 where org_id = $1', [
    orgId,
    JSON.stringify({ minimumNoticeMinutes: 60, slotIntervalMinutes: 30, ...options.policies }),
  ])
  const service = await world.command(createService, { ...serviceInput, ...options.service }, admin)
  const staffIds: string[] = []
  for (let index = 0; index < (options.staff ?? 1); index++) {
    const person = { name: `Person ${index + 1}`, bio: '', phone: undefined, colour: '#3B6FA0', active: true }
    const { id } = await world.command(createStaffMember, { ...person, serviceIds: [service.id] }, admin)
    const weekly = {
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: [],
      sunday: [],
    }
    await world.command(setWeeklyHours, { staffId: id, weekly }, admin)
    const areas = [{ postcode: places.home, radiusKm: 25 }]
    await world.command(setStaffAreas, { staffId: id, areas }, admin)
    staffIds.push(id)
  }
  const extraId = service.extras[0]!.id
  return { orgId, guest: world.guest(orgId), admin, serviceId: service.id, extraId, staffIds }
}

const serviceInput: ServiceInput = {
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
  extras: [{ name: 'Oven', price: 1500, minutes: 30, maxQuantity: 2 }],
}

async function knowPlaces(world: TestWorld): Promise<void> {
  for (const [postcode, [lat, lon]] of Object.entries(positions)) {
    await world.sql('insert into booking.postcodes values ($1, $2, $3) on conflict do nothing', [
      postcode,
      lat,
      lon,
    ])
  }
}

/** What a visitor types. */
export const details = {
  name: 'Ana Lima',
  email: 'ana@example.com',
  phone: '+447700900142',
  line1: '12 Albion Road',
  line2: undefined,
  city: 'London',
  accessNotes: 'Key under the mat',
  customerNotes: undefined,
}

/** A booking in one call, as the API takes it. */
export function bookingOf(
  firm: Firm,
  startsAt: string,
  change: { postcode?: string; staffId?: string } = {},
) {
  const { line1, line2, city, ...person } = details
  return {
    orgSlug: 'test',
    serviceId: firm.serviceId,
    extras: [],
    startsAt,
    ...person,
    address: { line1, line2, city, postcode: change.postcode ?? places.home },
    ...(change.staffId && { staffId: change.staffId }),
  }
}

/** A checkout with service, held time and details: only paying is left. */
export async function readyToPay(world: TestWorld, firm: Firm, startsAt: string): Promise<string> {
  const { guest, serviceId } = firm
  const { token } = await world.command(startCheckout, { orgSlug: 'test', postcode: places.home }, guest)
  await world.command(chooseService, { token, serviceId, extras: [] }, guest)
  await world.command(holdSlot, { token, startsAt }, guest)
  await world.command(saveDetails, { token, ...details }, guest)
  const { nextStep } = await world.query(getCheckout, { token }, guest)
  if (nextStep !== 'pay') throw new Error(`The checkout still lacks: ${nextStep}`)
  return token
}

/** Overlaps between visits that take up time, buffers and travel included. There must never be any. */
export async function countOverlaps(world: TestWorld, orgId: string): Promise<number> {
  const [row] = await world.sql<{ count: number }>(
    `select count(*)::int as count from booking.appointments a join booking.appointments b
       on a.org_id = b.org_id and a.staff_id = b.staff_id and a.id < b.id and a.busy && b.busy
     where a.org_id = $1 and a.status not in ('cancelled', 'expired', 'no_show')
       and b.status not in ('cancelled', 'expired', 'no_show')`,
    [orgId],
  )
  return row!.count
}
