import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { applyChannelReports } from './apply-channel-reports.ts'

/** Notes what a vendor answered when it was asked whether a channel works. */
export async function noteChannelCheck(
  ctx: CommandContext,
  { channelId, ok, words }: { channelId: string; ok: boolean; words: string },
): Promise<void> {
  permit(ctx, 'inbox.manage')
  await applyChannelReports(ctx, { channelId, reports: [{ isFault: !ok, words }] })
}
