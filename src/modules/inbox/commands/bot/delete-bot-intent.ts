import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { botChanged } from '../../events.ts'

/** Deletes an intent: the bot no longer recognises it. Figures of the past keep its name. */
export async function deleteBotIntent(
  ctx: CommandContext,
  { intentId }: { intentId: string },
): Promise<{ ok: true }> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<{ name: string }>`
    delete from inbox.bot_intents where org_id = ${ctx.orgId} and id = ${intentId} returning name`.execute(
    ctx.tx,
  )
  const name = rows[0]?.name
  if (name === undefined) throw new AppError('inbox.not_found')
  await Promise.all([
    publish(ctx, botChanged({ what: 'intent', name, change: 'deleted' })),
    audit(ctx, {
      action: 'bot_intent.delete',
      recordType: 'bot_intent',
      recordId: intentId,
      summary: `Deleted the intent ${name}`,
    }),
  ])
  return { ok: true }
}
