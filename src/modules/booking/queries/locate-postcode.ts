import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'
import { listStaff } from './list-staff.ts'
import { locate } from './locate.ts'
import { listCandidates } from './people.ts'

/** Where a postcode is and who covers it, nearest first; a manager sees the people of their scope. */
export async function locatePostcode(
  ctx: QueryContext,
  { postcode }: Input<typeof contract.locatePostcode>,
): Promise<Output<typeof contract.locatePostcode>> {
  permit(ctx, 'staff.view')
  const place = await locate(ctx, postcode)
  const [candidates, { items: visible }] = await Promise.all([
    listCandidates(ctx, { place }),
    listStaff(ctx, { active: true }),
  ])
  const seen = new Set(visible.map(({ id }) => id))
  const staff = candidates
    .filter(({ id }) => seen.has(id))
    .sort((a, b) => a.distanceKm - b.distanceKm)
    .map(({ id, name, distanceKm }) => ({ id, name, distanceKm: Math.round(distanceKm * 100) / 100 }))
  return { ...place, staff }
}
