import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { seal } from '#platform/secret-box.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { BotModel, saveBotModel as contract } from '../../contract/bot-model.ts'
import { findModelKey, getBotModel, MODEL_KEY } from '../../queries/bot/bot-model.ts'
import { noteRule } from '../rules/note-rule.ts'

/** Sets the language model up. An empty key keeps the one that is kept for the same server; a saved model starts afresh. */
export async function saveBotModel(ctx: CommandContext, input: Input<typeof contract>): Promise<BotModel> {
  permit(ctx, 'inbox.manage')
  const { isEnabled, baseUrl, model, apiKey, timeoutSeconds, hourlyBudget } = input
  const key = apiKey ? seal(ctx.config.secret, MODEL_KEY, apiKey) : await findModelKey(ctx, baseUrl)
  await sql`
    insert into inbox.bot_models (org_id, is_enabled, base_url, model, api_key, timeout_seconds, hourly_budget, updated_at)
    values (${ctx.orgId}, ${isEnabled}, ${baseUrl}, ${model}, ${key}, ${timeoutSeconds}, ${hourlyBudget}, ${ctx.now.toString()})
    on conflict (org_id) do update set is_enabled = excluded.is_enabled, base_url = excluded.base_url,
      model = excluded.model, api_key = excluded.api_key, timeout_seconds = excluded.timeout_seconds,
      hourly_budget = excluded.hourly_budget, updated_at = excluded.updated_at, last_fault = null, last_fault_at = null`.execute(
    ctx.tx,
  )
  await noteRule(ctx, {
    what: 'bot_model',
    action: 'update',
    recordId: ctx.orgId,
    summary: `Set up the language model of the bot: ${model}, ${isEnabled ? 'on' : 'off'}`,
  })
  return getBotModel(ctx)
}
