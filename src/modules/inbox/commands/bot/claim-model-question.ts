import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

/** A model as it may be asked now; the key is still sealed. */
export interface ClaimedModel {
  baseUrl: string
  model: string
  apiKey: string | null
  timeoutSeconds: number
}

/** So long the model is left alone after it failed: customers are not to wait for it one after the other. */
const REST_SECONDS = 60

/** Takes one question out of this hour's budget. Null when it is spent, the model is off, or failed a moment ago. */
export async function claimModelQuestion(ctx: CommandContext): Promise<ClaimedModel | null> {
  const now = ctx.now.toString()
  const rested = ctx.now.subtract({ seconds: REST_SECONDS }).toString()
  const { rows } = await sql<ClaimedModel>`
    update inbox.bot_models set hour = date_trunc('hour', ${now}::timestamptz),
      asked = case when hour = date_trunc('hour', ${now}::timestamptz) then asked + 1 else 1 end
    where org_id = ${ctx.orgId} and is_enabled
      and (hour is distinct from date_trunc('hour', ${now}::timestamptz) or asked < hourly_budget)
      and (last_fault_at is null or last_fault_at <= ${rested})
    returning base_url as "baseUrl", model, api_key as "apiKey", timeout_seconds as "timeoutSeconds"`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** Notes why the model did not answer; shown beside its settings. */
export async function noteModelFault(ctx: CommandContext, fault: string): Promise<void> {
  await sql`update inbox.bot_models set last_fault = ${fault}, last_fault_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId}`.execute(ctx.tx)
}
