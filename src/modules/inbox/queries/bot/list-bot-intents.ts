import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { BotIntent, listBotIntents as contract } from '../../contract/bot.ts'
import { accuracyOf } from '../../domain/bot/classifier.ts'

/** Learning anew for each example takes its time: longer lists are not measured while somebody waits. */
const MOST_MEASURED = 300

/** Every intent with its examples, and how well they are told apart. */
export async function listBotIntents(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  const items = await readBotIntents(ctx)
  const total = items.reduce((sum, { examples }) => sum + examples.length, 0)
  const accuracyPercent =
    total > MOST_MEASURED
      ? null
      : await ctx.cache.remember(ctx.orgId, 'bot-accuracy', ['settings'], 600, async () => accuracyOf(items))
  return { items, accuracyPercent }
}

/** One intent as it stands in this transaction. */
export async function readBotIntent(ctx: QueryContext, intentId: string): Promise<BotIntent> {
  const intent = (await readBotIntents(ctx)).find(({ id }) => id === intentId)
  if (!intent) throw new AppError('inbox.not_found')
  return intent
}

async function readBotIntents(ctx: QueryContext): Promise<BotIntent[]> {
  const { rows } = await sql<BotIntent>`
    select i.id, i.name, i.examples, i.flow_id as "flowId", f.name as "flowName", i.updated_at as "updatedAt"
    from inbox.bot_intents i left join inbox.bot_flows f on f.org_id = i.org_id and f.id = i.flow_id
    where i.org_id = ${ctx.orgId} order by i.name`.execute(ctx.tx)
  return rows
}
