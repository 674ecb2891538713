import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { locateAll } from '../queries/locate.ts'
import { bookingTables } from '../tables.ts'
import { noteStaffChange } from './note-change.ts'

type AreaInput = Input<typeof contract.setStaffAreas>['areas'][number]

/** Makes these the circles in which a person does visits; one whose postcode stays keeps its id (managers' scopes). */
export async function setStaffAreas(
  ctx: CommandContext,
  { staffId, areas }: Input<typeof contract.setStaffAreas>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  refuseRepeats(areas)
  const before = await readStaffMember(ctx, staffId)
  const places = await locateAll(
    ctx,
    areas.map(({ postcode }) => postcode),
  )
  const idOf = new Map(before.areas.map(({ postcode, id }) => [postcode, id]))
  const rows = areas.map(({ radiusKm }, index) => {
    const { postcode, lat, lon, source } = places[index]!
    const id = idOf.get(postcode) ?? newId()
    const approximate = source === 'approximate'
    return { org_id: ctx.orgId, id, staff_id: staffId, postcode, radius_km: radiusKm, lat, lon, approximate }
  })
  await sql`
    delete from booking.staff_areas
    where org_id = ${ctx.orgId} and staff_id = ${staffId}
      and not id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  if (rows.length > 0) {
    await bookingTables(ctx.tx)
      .insertInto('staff_areas')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'id']).doUpdateSet((eb) => ({
          radius_km: eb.ref('excluded.radius_km'),
          lat: eb.ref('excluded.lat'),
          lon: eb.ref('excluded.lon'),
          approximate: eb.ref('excluded.approximate'),
        })),
      )
      .execute()
  }
  await noteStaffChange(ctx, {
    action: 'staff.areas',
    recordId: staffId,
    summary: `Changed the areas of ${before.name}`,
    changes: { areas: [before.areas.map(words), areas.map(words)] },
  })
  return readStaffMember(ctx, staffId)
}

function refuseRepeats(areas: readonly AreaInput[]): void {
  const faults = areas.flatMap(({ postcode }, index) =>
    areas.findIndex((other) => other.postcode === postcode) < index
      ? [{ path: ['areas', index, 'postcode'], message: `${postcode} is in the list already.` }]
      : [],
  )
  if (faults.length > 0) throw invalidInput(faults)
}

function words({ postcode, radiusKm }: AreaInput): string {
  return `${postcode}, ${radiusKm} km`
}
