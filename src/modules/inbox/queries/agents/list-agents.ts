import { sql } from 'kysely'
import { effectivePermissions, type TeamMember } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { Agent } from '../../contract/agents.ts'
import { loadPeople } from '../people.ts'

/** Everybody who may write to customers, by name, whether they are there and how much they have on hand. */
export async function listAgents(ctx: QueryContext): Promise<{ items: Agent[] }> {
  permit(ctx, 'message.view')
  return { items: await readAgents(ctx) }
}

/** One of them, as this transaction sees them. */
export async function readAgent(ctx: QueryContext, memberId: string): Promise<Agent> {
  const agent = (await readAgents(ctx, memberId))[0]
  if (!agent) throw new AppError('inbox.not_found')
  return agent
}

type Row = Omit<Agent, 'name' | 'avatarUrl'>

/** Everybody who may write to customers, or one member, as this transaction sees them. */
export async function readAgents(ctx: QueryContext, memberId?: string): Promise<Agent[]> {
  const [people, { rows }] = await Promise.all([
    loadPeople(ctx),
    sql<Row>`
      with work as (
        select c.assignee_id as member_id, count(*)::int as n from inbox.conversations c
        where c.org_id = ${ctx.orgId} and c.status <> 'resolved' and c.status = 'open' and c.assignee_id is not null
        group by c.assignee_id),
      teams as (
        select m.member_id, array_agg(m.team_id order by m.team_id) as ids from inbox.team_members m
        join inbox.teams t on t.org_id = m.org_id and t.id = m.team_id and t.deleted_at is null
        where m.org_id = ${ctx.orgId} group by m.member_id),
      agents as (select * from inbox.agents where org_id = ${ctx.orgId})
      select coalesce(a.member_id, w.member_id, t.member_id) as "memberId", coalesce(a.status, 'offline') as state, a.since,
        a.seen_at as "seenAt", a.idle_from is not null as "isIdle", coalesce(w.n, 0) as "openCount",
        coalesce(a.capacity, 10) as capacity, coalesce(t.ids, '{}') as "teamIds"
      from agents a
      full join work w on w.member_id = a.member_id
      full join teams t on t.member_id = coalesce(a.member_id, w.member_id)`.execute(ctx.tx),
  ])
  const byId = new Map(rows.map((row) => [row.memberId, row]))
  const shown = memberId
    ? [people.get(memberId)].filter((member) => member !== undefined)
    : [...people.values()].filter((member) => answers(member) || (member.isActive && byId.has(member.id)))
  return shown.map((member) => ({
    ...(byId.get(member.id) ?? nobody(member.id)),
    name: member.name,
    avatarUrl: member.avatarUrl,
  }))
}

function answers({ isActive, roles }: TeamMember): boolean {
  return isActive && effectivePermissions(roles, []).has('message.send')
}

function nobody(memberId: string): Row {
  return {
    memberId,
    state: 'offline',
    since: null,
    seenAt: null,
    isIdle: false,
    openCount: 0,
    capacity: 10,
    teamIds: [],
  }
}
