import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import type { noteSeen as contract } from '../../contract/agents.ts'
import { afterSign } from '../../domain/agent-idle.ts'
import { actingMember } from '../acting-member.ts'
import { lockPresence, writeStates } from './write-states.ts'

/** A sign of life: the first one ever, and one after a silence, changes the state; others only move the time. */
export async function noteSeen(ctx: CommandContext): Promise<Output<typeof contract>> {
  permit(ctx, 'message.send')
  const memberId = actingMember(ctx)
  const presence = await lockPresence(ctx, memberId)
  const next = presence ? afterSign(presence) : { state: 'online' as const, idleFrom: null }
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  if (next) {
    await writeStates(ctx, [{ memberId, ...next, isSign: true }])
    return { state: next.state, since: now }
  }
  await sql`update inbox.agents set seen_at = ${now} where org_id = ${ctx.orgId} and member_id = ${memberId}`.execute(
    ctx.tx,
  )
  return { state: presence!.state, since: presence!.since }
}
