import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { unseal } from '#platform/secret-box.ts'
import { permit } from '#values/actor.ts'
import type { BotModel } from '../../contract/bot-model.ts'

/** What the key of a model is sealed for. */
export const MODEL_KEY = 'language model key'

/** A model that nobody set up yet; the address that most providers imitate. */
const NOTHING_SET: BotModel = {
  isEnabled: false,
  baseUrl: 'https://api.openai.com/v1',
  model: '',
  isKeySet: false,
  timeoutSeconds: 6,
  hourlyBudget: 300,
  asked: 0,
  lastFault: null,
  lastFaultAt: null,
}

/** The language model as it is set up, without its key. */
export async function getBotModel(ctx: QueryContext): Promise<BotModel> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<BotModel>`
    select is_enabled as "isEnabled", base_url as "baseUrl", model, api_key is not null as "isKeySet",
           timeout_seconds as "timeoutSeconds", hourly_budget as "hourlyBudget",
           case when hour = date_trunc('hour', ${ctx.now.toString()}::timestamptz) then asked else 0 end as asked,
           last_fault as "lastFault", last_fault_at as "lastFaultAt"
    from inbox.bot_models where org_id = ${ctx.orgId}`.execute(ctx.tx)
  return rows[0] ?? NOTHING_SET
}

/** The key that is kept for an address, still sealed: it goes to the server it was given for and no other. */
export async function findModelKey(ctx: QueryContext, baseUrl: string): Promise<string | null> {
  const { rows } = await sql<{ baseUrl: string; apiKey: string | null }>`
    select base_url as "baseUrl", api_key as "apiKey" from inbox.bot_models where org_id = ${ctx.orgId}`.execute(
    ctx.tx,
  )
  const [kept] = rows
  return kept && URL.parse(kept.baseUrl)?.origin === URL.parse(baseUrl)?.origin ? kept.apiKey : null
}

/** The key in clear; empty when there is none. */
export function openModelKey({ config }: { config: { secret: string } }, sealed: string | null): string {
  return sealed === null ? '' : unseal(config.secret, MODEL_KEY, sealed)
}
