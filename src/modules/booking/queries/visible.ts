import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { scopeOf } from '#values/actor.ts'

/**
 * Which visits the actor may see, as a condition over `appointments as a`: everything, a manager's scope
 * (IDEN-005), or one's own for people who only do visits.
 */
export function visibleAppointments(ctx: QueryContext): RawBuilder<boolean> {
  const { actor } = ctx
  const { staffIds, areaIds } = scopeOf(actor) ?? { staffIds: [], areaIds: [] }
  const byStaff =
    staffIds.length > 0 ? sql<boolean>`a.staff_id = any(${staffIds}::uuid[])` : sql<boolean>`true`
  const inScope =
    areaIds.length > 0
      ? sql<boolean>`${byStaff} and a.staff_id in
          (select staff_id from booking.staff_areas where org_id = ${ctx.orgId} and id = any(${areaIds}::uuid[]))`
      : byStaff
  if (actor.kind !== 'user' || !seesOwnVisitsOnly(actor.roles)) return inScope
  return sql<boolean>`${inScope} and a.staff_id in
    (select id from booking.staff where org_id = ${ctx.orgId} and member_id = ${actor.memberId})`
}

/** Whether nothing limits which visits the actor may see. */
export function seesEveryVisit({ actor }: QueryContext): boolean {
  const { staffIds, areaIds } = scopeOf(actor) ?? { staffIds: [], areaIds: [] }
  const isOwnOnly = actor.kind === 'user' && seesOwnVisitsOnly(actor.roles)
  return staffIds.length === 0 && areaIds.length === 0 && !isOwnOnly
}

/** Somebody whose only role is `staff` sees their own day and no one else's. */
export function seesOwnVisitsOnly(roles: readonly string[]): boolean {
  return roles.length > 0 && roles.every((role) => role === 'staff' || role === 'customer')
}
