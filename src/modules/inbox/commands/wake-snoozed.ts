import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { lockWhere } from './change-conversations.ts'
import { reopenConversations } from './reopen-conversations.ts'

/** Brings back what was put aside until now. */
export async function wakeSnoozed(ctx: CommandContext): Promise<void> {
  const due = await lockWhere(
    ctx,
    sql`c.status <> 'resolved' and c.status = 'snoozed' and c.snoozed_until <= ${ctx.now.toString()}`,
  )
  await reopenConversations(ctx, due)
}
