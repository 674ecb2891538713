import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { BotFlow, saveBotFlow as contract } from '../../contract/bot.ts'
import { botChanged } from '../../events.ts'
import { readBotFlow } from '../../queries/bot/list-bot-flows.ts'
import { refuseFaultyFlow } from '../../queries/bot/refuse-faulty-flow.ts'

/** Saves a flow, new or known. One that cannot work is refused, with the fault at each step. */
export async function saveBotFlow(ctx: CommandContext, input: Input<typeof contract>): Promise<BotFlow> {
  permit(ctx, 'inbox.manage')
  refuseFaultyFlow(input.definition)
  const id = input.flowId ?? newId(ctx.now.epochMilliseconds)
  const definition = JSON.stringify(input.definition)
  const { name, isActive } = input
  const { rows } = input.flowId
    ? await sql<{ id: string }>`
        update inbox.bot_flows set name = ${name}, definition = ${definition}::jsonb, is_active = ${isActive},
               version = version + 1, updated_at = ${ctx.now.toString()}
        where org_id = ${ctx.orgId} and id = ${id} returning id`.execute(ctx.tx)
    : await sql<{ id: string }>`
        insert into inbox.bot_flows (org_id, id, name, definition, is_active, position, updated_at)
        select ${ctx.orgId}, ${id}, ${name}, ${definition}::jsonb, ${isActive},
               coalesce((select max(position) + 1 from inbox.bot_flows where org_id = ${ctx.orgId}), 0), ${ctx.now.toString()}
        returning id`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'flow', name, change: 'saved' })),
    audit(ctx, {
      action: 'bot_flow.save',
      recordType: 'bot_flow',
      recordId: id,
      summary: `Saved the bot’s flow ${name}`,
    }),
  ])
  return readBotFlow(ctx, id)
}
