import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Incoming } from '../contract/incoming.ts'
import { wishOf } from '../domain/opt-out-words.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import type { MailedVisitor } from '../queries/visitor-mail.ts'
import { noteWishes } from './note-wishes.ts'
import { receiveMessages } from './receive-messages.ts'

/**
 * A visitor answers a mail with what they had missed: it goes on in their web chat, not as a mail of its own. A word
 * that ends messages ends the mails to their address.
 */
export async function receiveVisitorMail(
  ctx: CommandContext,
  { visitor, mail }: { visitor: MailedVisitor; mail: Incoming },
): Promise<void> {
  const { visitorId, name, email, phone, channelId } = visitor
  const wish = wishOf(mail.body, await loadInboxSettings(ctx))
  const from = { platformUserId: visitorId, name, ...(email && { email }), ...(phone && { phone }) }
  const { subject: _, threadRefs: __, replyToRef: ___, ...message } = mail
  const [received] = await receiveMessages(ctx, {
    channelId,
    messages: [{ ...message, from, ...(wish && { isAutomatic: true }) }],
  })
  if (!received) return
  await sql`insert into inbox.webchat_threads (org_id, visitor_id, conversation_id, since)
    values (${ctx.orgId}, ${visitorId}, ${received.conversationId}, ${mail.at}) on conflict do nothing`.execute(
    ctx.tx,
  )
  if (wish && email) {
    const contact = { id: received.contactId, platformUserId: email, name, phone, email }
    await noteWishes(ctx, 'email', [
      { contact: { ...contact, clientId: null, isNew: false, isProven: false }, wish, words: mail.body },
    ])
  }
}
