import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { loadPeople } from '../../queries/people.ts'

/** Sets who belongs to a team; refuses who does not work here. */
export async function writeTeamMembers(
  ctx: CommandContext,
  teamId: string,
  memberIds: readonly string[],
): Promise<void> {
  const people = await loadPeople(ctx)
  if (memberIds.some((id) => !people.get(id)?.isActive)) throw new AppError('inbox.not_found')
  const ids = [...new Set(memberIds)]
  await sql`delete from inbox.team_members where org_id = ${ctx.orgId} and team_id = ${teamId}
    and member_id <> all(${ids}::uuid[])`.execute(ctx.tx)
  await sql`insert into inbox.team_members (org_id, team_id, member_id)
    select o.id, ${teamId}, m from core.orgs o, unnest(${ids}::uuid[]) m where o.id = ${ctx.orgId}
    on conflict do nothing`.execute(ctx.tx)
}

/** Refuses a name that another team has, whatever the case. The lock keeps two from taking it at once. */
export async function claimTeamName(ctx: CommandContext, name: string, exceptId?: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox.teams ${ctx.orgId}`}, 0))`.execute(ctx.tx)
  const { rows } = await sql`select from inbox.teams where org_id = ${ctx.orgId} and deleted_at is null
    and lower(name) = lower(${name}) and id is distinct from ${exceptId ?? null}::uuid`.execute(ctx.tx)
  if (rows.length > 0) throw new AppError('inbox.name_taken')
}
