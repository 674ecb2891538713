import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { ChannelReport } from '../contract/incoming.ts'
import { channelChanged } from '../events.ts'
import { findChannel } from '../queries/channel.ts'
import { noteFault } from './note-refusal.ts'

/** Notes what the vendor said about the channel itself; good news takes the fault off its page. Asks no permission. */
export async function applyChannelReports(
  ctx: CommandContext,
  { channelId, reports }: { channelId: string; reports: readonly ChannelReport[] },
): Promise<void> {
  const last = reports.at(-1)
  if (!last) return
  if (last.isFault) return noteFault(ctx, channelId, last.words)
  await sql`update inbox.channels set last_error = null, last_error_at = null
    where org_id = ${ctx.orgId} and id = ${channelId} and last_error is not null`.execute(ctx.tx)
  const { kind } = await findChannel(ctx, channelId)
  await publish(ctx, channelChanged({ channelId, kind, change: 'health' }))
}
