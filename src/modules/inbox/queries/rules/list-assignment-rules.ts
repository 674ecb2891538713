import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { AssignmentRule } from '../../contract/rules.ts'

/** Who gets a new conversation, in the order in which the rules are tried. */
export async function listAssignmentRules(ctx: QueryContext): Promise<{ items: AssignmentRule[] }> {
  permit(ctx, 'message.view')
  return { items: await readAssignmentRules(ctx) }
}

/** The rules as they stand in this transaction. */
export async function readAssignmentRules(ctx: QueryContext): Promise<AssignmentRule[]> {
  const { rows } = await sql<AssignmentRule>`
    select r.id, r.name, r.position, r.channel_kind as "channelKind", r.how, r.team_id as "teamId", t.name as "teamName",
      r.only_online as "onlyOnline", r.only_open_hours as "onlyOpenHours", r.is_active as "isActive"
    from inbox.assignment_rules r join inbox.teams t on t.org_id = r.org_id and t.id = r.team_id
    where r.org_id = ${ctx.orgId} order by r.position, r.id`.execute(ctx.tx)
  return rows
}
