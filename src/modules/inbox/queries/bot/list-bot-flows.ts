import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { BotFlow } from '../../contract/bot.ts'

/** Every flow in its order, with the intents that lead to it. One statement. */
export async function listBotFlows(ctx: QueryContext): Promise<{ items: BotFlow[] }> {
  permit(ctx, 'message.view')
  return { items: await readBotFlows(ctx) }
}

/** One flow as it stands in this transaction. */
export async function readBotFlow(ctx: QueryContext, flowId: string): Promise<BotFlow> {
  const flow = (await readBotFlows(ctx)).find(({ id }) => id === flowId)
  if (!flow) throw new AppError('inbox.not_found')
  return flow
}

async function readBotFlows(ctx: QueryContext): Promise<BotFlow[]> {
  const { rows } = await sql<BotFlow>`
    select f.id, f.name, f.definition, f.version, f.is_active as "isActive", f.position, f.updated_at as "updatedAt",
           coalesce((select json_agg(json_build_object('id', i.id, 'name', i.name) order by i.name)
                     from inbox.bot_intents i where i.org_id = f.org_id and i.flow_id = f.id), '[]') as intents
    from inbox.bot_flows f where f.org_id = ${ctx.orgId} order by f.position, f.id`.execute(ctx.tx)
  return rows
}
