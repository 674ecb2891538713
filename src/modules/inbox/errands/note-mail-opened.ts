import type { ErrandContext } from '#platform/context.ts'
import { readToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { applyStatuses } from '../commands/apply-statuses.ts'
import type * as contract from '../contract/mails.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import { findUnopenedMail } from '../queries/mail-message.ts'

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** Notes that a mail was opened, while the office wants to know (INBX-036). Whoever asks gets the picture, no more. */
export async function noteMailOpened(
  ctx: ErrandContext,
  { token }: Input<typeof contract.noteMailOpened>,
): Promise<Output<typeof contract.noteMailOpened>> {
  const read = readToken(ctx.config.secret, token)
  if (read?.purpose === 'opened' && read.orgId === ctx.orgId) await note(ctx, read.recordId)
  ctx.reply.headers['cross-origin-resource-policy'] = 'cross-origin'
  return PIXEL
}

async function note(ctx: ErrandContext, messageId: string): Promise<void> {
  const { trackOpens } = await ctx.query(loadInboxSettings, undefined)
  const mail = trackOpens ? await ctx.query(findUnopenedMail, messageId) : null
  if (!mail) return
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  const statuses = [{ providerRef: mail.providerRef, status: 'read' as const, at }]
  await ctx.command(applyStatuses, { channelId: mail.channelId, statuses })
}
