import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { botChanged } from '../../events.ts'

/** Deletes a flow. Intents that led to it lead to a person; customers in the middle of it get one. */
export async function deleteBotFlow(
  ctx: CommandContext,
  { flowId }: { flowId: string },
): Promise<{ ok: true }> {
  permit(ctx, 'inbox.manage')
  await sql`update inbox.bot_intents set flow_id = null where org_id = ${ctx.orgId} and flow_id = ${flowId}`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{ name: string }>`
    delete from inbox.bot_flows where org_id = ${ctx.orgId} and id = ${flowId} returning name`.execute(ctx.tx)
  const name = rows[0]?.name
  if (name === undefined) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'flow', name, change: 'deleted' })),
    audit(ctx, {
      action: 'bot_flow.delete',
      recordType: 'bot_flow',
      recordId: flowId,
      summary: `Deleted the bot’s flow ${name}`,
    }),
  ])
  return { ok: true }
}
