import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { inScope } from '../queries/list-staff.ts'

/** Makes these the people who do a service. A manager changes only people of their scope. */
export async function writeSkillsOfService(
  ctx: CommandContext,
  serviceId: string,
  staffIds: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select s.id from booking.staff s
    where s.org_id = ${ctx.orgId} and s.deleted_at is null and ${inScope(ctx)}`.execute(ctx.tx)
  const reach = rows.map(({ id }) => id)
  if (staffIds.some((id) => !reach.includes(id))) throw new AppError('booking.staff_not_found')
  await sql`
    delete from booking.staff_services
    where org_id = ${ctx.orgId} and service_id = ${serviceId} and staff_id = any(${reach}::uuid[])
      and not staff_id = any(${[...staffIds]}::uuid[])`.execute(ctx.tx)
  await sql`
    insert into booking.staff_services (org_id, staff_id, service_id)
    select o.id, k, ${serviceId} from core.orgs o, unnest(${[...staffIds]}::uuid[]) k where o.id = ${ctx.orgId}
    on conflict do nothing`.execute(ctx.tx)
}

/** Makes these the services that a person does. */
export async function writeSkillsOfStaff(
  ctx: CommandContext,
  staffId: string,
  serviceIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(serviceIds)]
  const { rows } = await sql<{ id: string; deleted: boolean }>`
    select id, deleted_at is not null as deleted from booking.services where org_id = ${ctx.orgId}`.execute(
    ctx.tx,
  )
  const offered = new Set(rows.filter(({ deleted }) => !deleted).map(({ id }) => id))
  if (wanted.some((id) => !offered.has(id))) throw new AppError('booking.service_not_found')
  // Skills in services of the trash stay, so that a restored service has its people.
  const reach = [...offered]
  await sql`
    delete from booking.staff_services
    where org_id = ${ctx.orgId} and staff_id = ${staffId} and service_id = any(${reach}::uuid[])
      and not service_id = any(${wanted}::uuid[])`.execute(ctx.tx)
  await sql`
    insert into booking.staff_services (org_id, staff_id, service_id)
    select o.id, ${staffId}, k from core.orgs o, unnest(${wanted}::uuid[]) k where o.id = ${ctx.orgId}
    on conflict do nothing`.execute(ctx.tx)
}
