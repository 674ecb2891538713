import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { applyStatuses } from './apply-statuses.ts'

/** Notes how far the office's messages got: into the visitor's browser, or before their eyes. */
export async function noteVisitorRead(
  ctx: CommandContext,
  input: { channelId: string; visitorId: string; refs: readonly string[]; isReading: boolean },
): Promise<void> {
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  const status = input.isReading ? 'read' : 'delivered'
  if (input.refs.length > 0) {
    await applyStatuses(ctx, {
      channelId: input.channelId,
      statuses: input.refs.map((providerRef) => ({ providerRef, status, at })),
    })
  }
  if (!input.isReading) return
  await sql`update inbox.webchat_visitors set read_at = ${at}
    where org_id = ${ctx.orgId} and id = ${input.visitorId}`.execute(ctx.tx)
}
