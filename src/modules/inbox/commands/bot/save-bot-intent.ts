import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { BotIntent, saveBotIntent as contract } from '../../contract/bot.ts'
import { botChanged } from '../../events.ts'
import { readBotFlow } from '../../queries/bot/list-bot-flows.ts'
import { readBotIntent } from '../../queries/bot/list-bot-intents.ts'

/** Saves an intent with its examples; the bot has learnt it at the next message. */
export async function saveBotIntent(ctx: CommandContext, input: Input<typeof contract>): Promise<BotIntent> {
  permit(ctx, 'inbox.manage')
  if (input.flowId) await readBotFlow(ctx, input.flowId)
  const id = input.intentId ?? newId(ctx.now.epochMilliseconds)
  const isKept = await writeIntent(ctx, id, input).catch((error: unknown) => {
    if (pgFault(error)?.constraint.startsWith('bot_intents_name_key')) throw new AppError('inbox.name_taken')
    throw error
  })
  if (!isKept) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'intent', name: input.name, change: 'saved' })),
    audit(ctx, {
      action: 'bot_intent.save',
      recordType: 'bot_intent',
      recordId: id,
      summary: `Saved the intent ${input.name}`,
    }),
  ])
  return readBotIntent(ctx, id)
}

async function writeIntent(ctx: CommandContext, id: string, input: Input<typeof contract>): Promise<boolean> {
  const { name, examples, flowId } = input
  const now = ctx.now.toString()
  const { rows } = input.intentId
    ? await sql`update inbox.bot_intents set name = ${name}, examples = ${examples}::text[], flow_id = ${flowId},
          updated_at = ${now} where org_id = ${ctx.orgId} and id = ${id} returning id`.execute(ctx.tx)
    : await sql`insert into inbox.bot_intents (org_id, id, name, examples, flow_id, updated_at)
          values (${ctx.orgId}, ${id}, ${name}, ${examples}::text[], ${flowId}, ${now}) returning id`.execute(
        ctx.tx,
      )
  return rows.length > 0
}
