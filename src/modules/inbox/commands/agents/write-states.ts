import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import type { NextState } from '../../domain/agent-idle.ts'
import { agentChanged } from '../../events.ts'

/** A member's new state. `isSign`: they gave a sign of life with it. */
export interface StateChange extends NextState {
  memberId: string
  isSign: boolean
}

/** Ends the running spells of these members, begins new ones, and tells of it. A fixed number of statements. */
export async function writeStates(ctx: CommandContext, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return
  const now = ctx.now.toString()
  const column = <T>(value: (change: StateChange) => T) => changes.map(value)
  const memberIds = column(({ memberId }) => memberId)
  const states = column(({ state }) => state)
  const ids = () => column(() => newId(ctx.now.epochMilliseconds))
  await sql`update inbox.agent_spells set ends_at = ${now}
    where org_id = ${ctx.orgId} and member_id = any(${memberIds}::uuid[]) and ends_at is null`.execute(ctx.tx)
  await Promise.all([
    sql`insert into inbox.agent_spells (org_id, id, member_id, state, starts_at)
      select o.id, n.id, n.member_id, n.state, ${now}
      from core.orgs o, unnest(${ids()}::uuid[], ${memberIds}::uuid[], ${states}::text[]) as n (id, member_id, state)
      where o.id = ${ctx.orgId}`.execute(ctx.tx),
    sql`insert into inbox.agents as a (org_id, member_id, status, since, seen_at, idle_from)
      select o.id, n.member_id, n.state, ${now}, ${now}, n.idle_from
      from core.orgs o, unnest(${memberIds}::uuid[], ${states}::text[], ${column(({ idleFrom }) => idleFrom)}::text[])
        as n (member_id, state, idle_from)
      where o.id = ${ctx.orgId}
      on conflict (org_id, member_id) do update set status = excluded.status, since = excluded.since,
        idle_from = excluded.idle_from,
        seen_at = case when a.member_id = any(${changes.filter(({ isSign }) => isSign).map(({ memberId }) => memberId)}::uuid[])
          then excluded.seen_at else a.seen_at end`.execute(ctx.tx),
    sql`insert into inbox.agent_activity (org_id, id, member_id, at, action)
      select o.id, n.id, n.member_id, ${now}, n.state
      from core.orgs o, unnest(${ids()}::uuid[], ${memberIds}::uuid[], ${states}::text[]) as n (id, member_id, state)
      where o.id = ${ctx.orgId}`.execute(ctx.tx),
    publishMany(
      ctx,
      changes.map(({ memberId, state }) => agentChanged({ memberId, state })),
    ),
  ])
}

/** A member's presence, locked until the commit; two screens of one person wait for each other. Null: never here. */
export async function lockPresence(
  ctx: CommandContext,
  memberId: string,
): Promise<{
  state: StateChange['state']
  idleFrom: StateChange['idleFrom']
  seenAt: string
  since: string
} | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox.agent ${ctx.orgId} ${memberId}`}, 0))`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{
    state: StateChange['state']
    idleFrom: StateChange['idleFrom']
    seenAt: string
    since: string
  }>`
    select status as state, idle_from as "idleFrom", seen_at as "seenAt", since from inbox.agents
    where org_id = ${ctx.orgId} and member_id = ${memberId}`.execute(ctx.tx)
  return rows[0] ?? null
}
