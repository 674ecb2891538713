import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Team } from '../../contract/rules.ts'

/** Teams by name with who belongs to them. */
export async function listTeams(ctx: QueryContext): Promise<{ items: Team[] }> {
  permit(ctx, 'message.view')
  return { items: await readTeams(ctx) }
}

/** Teams as they stand in this transaction, by name; those deleted only when asked for by id. */
export async function readTeams(ctx: QueryContext, teamId?: string): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.id, t.name, coalesce(array_agg(m.member_id order by m.member_id) filter (where m.member_id is not null), '{}')
      as "memberIds"
    from inbox.teams t
    left join inbox.team_members m on m.org_id = t.org_id and m.team_id = t.id
    where t.org_id = ${ctx.orgId} and ${teamId ? sql`t.id = ${teamId}` : sql`t.deleted_at is null`}
    group by t.id, t.name order by lower(t.name), t.id`.execute(ctx.tx)
  return rows
}
