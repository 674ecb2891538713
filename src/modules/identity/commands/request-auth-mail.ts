import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { authMailRequested } from '../events.ts'

/** Has a mail about an account sent, in the name of `ctx.orgId`. */
export async function requestAuthMail(
  ctx: CommandContext,
  mail: { kind: 'verify' | 'reset' | 'exists'; to: string; name: string; url: string },
): Promise<void> {
  await publish(ctx, authMailRequested(mail))
}
