import { sql } from 'kysely'
import { getOrganization, listTeam } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit, scopeOf } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { bookingTables } from '../tables.ts'
import { noteStaffChange } from './note-change.ts'
import { writeSkillsOfStaff } from './write-skills.ts'

/** A person's fields as commands take them: the picture is stored already, `photoKey` names it (null: none). */
export type StaffInput = Omit<Input<typeof contract.createStaffMember>, 'photo'> & {
  photoKey?: string | null
}

/** Adds a person who does visits, with the organisation's opening hours as their first week. */
export async function createStaffMember(
  ctx: CommandContext,
  input: StaffInput,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  // Somebody new would lie outside of a limited manager's scope at once.
  const scope = scopeOf(ctx.actor)
  if (scope && scope.staffIds.length + scope.areaIds.length > 0) throw new AppError('auth.forbidden')
  await requireMember(ctx, input.memberId, null)
  const { zone, hours } = await getOrganization(ctx)
  const tables = bookingTables(ctx.tx)
  const last = await tables
    .selectFrom('staff')
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`0`).as('position'))
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirstOrThrow()
  const id = newId()
  await tables
    .insertInto('staff')
    .values({
      ...staffColumns(input),
      org_id: ctx.orgId,
      id,
      member_id: input.memberId ?? null,
      photo_key: input.photoKey ?? null,
      zone: input.zone ?? zone,
      weekly: JSON.stringify(hours),
      position: last.position + 1,
      created_at: ctx.now.toString(),
    })
    .execute()
  if (input.serviceIds) await writeSkillsOfStaff(ctx, id, input.serviceIds)
  await noteStaffChange(ctx, {
    action: 'staff.create',
    recordId: id,
    summary: `Added ${input.name} to the staff`,
  })
  return readStaffMember(ctx, id)
}

/** The columns that adding and changing a person both write. */
export function staffColumns(input: StaffInput) {
  return {
    name: input.name,
    email: input.email ?? null,
    phone: input.phone ?? null,
    bio: input.bio,
    colour: input.colour,
    active: input.active,
  }
}

/** Refuses a login that is not in the team, or that belongs to somebody else of the staff already. */
export async function requireMember(
  ctx: CommandContext,
  memberId: string | null | undefined,
  staffId: string | null,
): Promise<void> {
  if (!memberId) return
  const refuse = (message: string) => invalidInput([{ path: ['memberId'], message }])
  const team = await listTeam(ctx)
  if (!team.some(({ id }) => id === memberId)) throw refuse('This person is not in your team.')
  const { rows } = await sql<{ name: string }>`
    select name from booking.staff
    where org_id = ${ctx.orgId} and member_id = ${memberId} and deleted_at is null
      and id is distinct from ${staffId}::uuid limit 1`.execute(ctx.tx)
  if (rows[0]) throw refuse(`This login belongs to ${rows[0].name} already.`)
}
