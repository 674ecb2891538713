import { randomBytes } from 'node:crypto'
import type { ErrandContext } from '#platform/context.ts'
import { seal } from '#platform/secret-box.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { insertWebhook, replaceWebhookSecret } from '../commands/save-webhook.ts'
import type { createWebhook as createContract, rotateWebhookSecret as rotateContract } from '../contract.ts'

/** What the secret is sealed for; the sender opens it under the same name. */
export const SECRET_PURPOSE = 'webhook secret'

/**
 * Makes the secret, stores it sealed and shows it once. An errand and not a command, because the answers of
 * commands are kept for repeated requests, and the secret must not be.
 */
export async function createWebhook(
  ctx: ErrandContext,
  input: Input<typeof createContract>,
): Promise<Output<typeof createContract>> {
  const { secret, secretBox } = newSecret(ctx)
  return { ...(await ctx.command(insertWebhook, { ...input, secretBox })), secret }
}

/** Makes a new secret; the old one stops at once. */
export async function rotateWebhookSecret(
  ctx: ErrandContext,
  { webhookId }: Input<typeof rotateContract>,
): Promise<Output<typeof rotateContract>> {
  const { secret, secretBox } = newSecret(ctx)
  await ctx.command(replaceWebhookSecret, { webhookId, secretBox })
  return { secret }
}

/** 192 random bits in the form of the Standard Webhooks. */
function newSecret(ctx: ErrandContext): { secret: string; secretBox: string } {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  return { secret, secretBox: seal(ctx.config.secret, SECRET_PURPOSE, secret) }
}
