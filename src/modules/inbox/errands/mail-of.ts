import type { ErrandContext } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import type { OutgoingMail } from '../contract/mail.ts'
import { composeMail } from '../domain/compose-mail.ts'
import { markOf } from '../queries/find-mail-thread.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import type { QueuedMessage } from '../queries/load-outgoing.ts'

const MACHINES = new Set(['bot', 'auto_reply', 'broadcast', 'system'])

/** A message of ours as a mail of its thread, with the channel's name and signature. */
export async function mailOf(
  ctx: ErrandContext,
  account: ChannelAccount,
  message: QueuedMessage,
  threadRefs: readonly string[],
): Promise<OutgoingMail> {
  const { trackOpens } = await ctx.query(loadInboxSettings, undefined)
  const text = (name: string) => String(account.settings[name] ?? '')
  const token = trackOpens ? mintToken(ctx.config.secret, 'opened', ctx.orgId, message.id) : null
  const { to, subject, body, replyToRef } = message
  return composeMail({
    messageId: message.id,
    mark: markOf(ctx, message.conversationNumber),
    from: { name: text('fromName') || account.name, address: account.address },
    to: { name: to.name, address: (to.email ?? to.platformUserId).toLowerCase() },
    ...{ subject, body, threadRefs, replyToRef },
    signature: text('signature'),
    marksAddress: account.settings.marksAddress === true,
    pixelUrl: token && `${ctx.config.baseUrl}/api/v1/opened/${token}`,
    isAutomatic: MACHINES.has(message.authorKind),
  })
}
