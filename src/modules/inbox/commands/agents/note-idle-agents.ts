import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { AgentState } from '../../contract/words.ts'
import { afterSilence } from '../../domain/agent-idle.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'
import { writeStates } from './write-states.ts'

/** Notes who gave no sign for too long. */
export async function noteIdleAgents(ctx: CommandContext): Promise<void> {
  const { idleMinutes } = await loadInboxSettings(ctx)
  const now = ctx.now.toString()
  const { rows } = await sql<{
    memberId: string
    state: AgentState
    idleFrom: AgentState | null
    seenAt: string
  }>`
    select member_id as "memberId", status as state, idle_from as "idleFrom", seen_at as "seenAt" from inbox.agents
    where org_id = ${ctx.orgId} and status <> 'offline' and seen_at <= ${ctx.now.subtract({ minutes: idleMinutes }).toString()}
    order by member_id for update`.execute(ctx.tx)
  await writeStates(
    ctx,
    rows.flatMap(({ memberId, ...presence }) => {
      const next = afterSilence(presence, now, idleMinutes)
      return next ? [{ memberId, ...next, isSign: false }] : []
    }),
  )
}
