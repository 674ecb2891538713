import type { ErrandContext } from '#platform/context.ts'
import { type OutgoingMessage, VendorRefused, vendorOf } from '../adapters/channel.ts'
import { claimMissedAnswers } from '../commands/claim-missed-answers.ts'
import { dropVisitorMail, noteVisitorMailSent } from '../commands/note-visitor-mail.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import { composeMail } from '../domain/compose-mail.ts'
import { markOf } from '../queries/find-mail-thread.ts'
import { loadVisitorMail, type VisitorMailFacts } from '../queries/visitor-mail.ts'
import { loadAccount } from './account-of.ts'

/**
 * Mails a visitor who is gone what they did not see of a web chat. A mail keeps its id over all tries, so that one that
 * left twice is the same for their mail program.
 */
export async function mailMissedAnswers(
  ctx: ErrandContext,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const claimed = await ctx.command(claimMissedAnswers, conversationId)
  if (!claimed) return
  const { mailId, channelId } = claimed
  const facts = await ctx.query(loadVisitorMail, mailId)
  if (!facts) return ctx.command(dropVisitorMail, { mailId, reason: 'they have seen it meanwhile' })
  const account = await loadAccount(ctx, channelId)
  try {
    const message = asOutgoing(ctx, account, mailId, facts)
    const { providerRef } = await vendorOf(ctx.adapters, account).send(account, message)
    const { address } = facts.to
    await ctx.command(noteVisitorMailSent, { mailId, conversationId, address, providerRef })
  } catch (error) {
    if (!(error instanceof VendorRefused) || !error.isFinal) throw error
    await ctx.command(dropVisitorMail, { mailId, conversationId, reason: error.title })
  }
}

function asOutgoing(
  ctx: ErrandContext,
  account: ChannelAccount,
  mailId: string,
  { number, to, subject, body, threadRefs }: VisitorMailFacts,
): OutgoingMessage {
  const text = (name: string) => String(account.settings[name] ?? '')
  const mail = composeMail({
    ...{ messageId: mailId, to, subject, body, threadRefs },
    mark: markOf(ctx, number),
    from: { name: text('fromName') || account.name, address: account.address },
    signature: text('signature'),
    replyToRef: null,
    marksAddress: account.settings.marksAddress === true,
    pixelUrl: null,
    isAutomatic: true,
  })
  return {
    ...{ id: mailId, body, subject, threadRefs, mail },
    to: { platformUserId: to.address, name: to.name, phone: null, email: to.address },
    kind: 'email',
    data: {},
    replyToRef: null,
    template: null,
    files: [],
  }
}
