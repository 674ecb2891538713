import type { ErrandContext } from '#platform/context.ts'
import { sandboxMediaType } from '../adapters/sandbox.ts'
import { storeSandboxReports } from '../commands/plan-sandbox-reports.ts'
import { loadAccount } from './account-of.ts'

/** Posts what the sandbox reports; from there it goes the way of every delivery. */
export async function tellSandboxReports(
  ctx: ErrandContext,
  { channelId, bodies }: { channelId: string; bodies: readonly string[] },
): Promise<void> {
  const account = await loadAccount(ctx, channelId)
  if (account.settings.sandbox !== true) return
  await ctx.command(storeSandboxReports, { channelId, bodies, mediaType: sandboxMediaType(account.kind) })
}
