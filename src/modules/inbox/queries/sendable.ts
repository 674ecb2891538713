import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { ChannelKind, HandledBy, SlaState } from '../contract/words.ts'
import { addressOf } from '../domain/address.ts'
import { isWindowClosed } from '../domain/window.ts'

/** A conversation as one needs it to write to it. */
export interface Sendable {
  conversationId: string
  number: number
  status: string
  assigneeId: string | null
  clientId: string | null
  channelId: string
  channelKind: ChannelKind
  isActive: boolean
  contactId: string
  contactName: string
  platformUserId: string
  phone: string | null
  email: string | null
  /** When the person last wrote on this channel, in any conversation. */
  lastIncomingAt: string | null
  waitingSince: string | null
  dueAt: string | null
  firstDueAt: string | null
  firstReplyAt: string | null
  firstSla: SlaState
  handledBy: HandledBy
}

/** The conversation with channel and contact, locked until the end of the transaction. Asks no permission. */
export async function lockSendable(ctx: QueryContext, conversationId: string): Promise<Sendable> {
  const { rows } = await sql<Sendable>`
    select c.id as "conversationId", c.number, c.status, c.assignee_id as "assigneeId", c.client_id as "clientId",
      c.channel_id as "channelId", ch.kind as "channelKind", ch.is_active and ch.deleted_at is null as "isActive",
      k.id as "contactId", k.name as "contactName", k.platform_user_id as "platformUserId", k.phone, k.email,
      k.last_incoming_at as "lastIncomingAt", c.waiting_since as "waitingSince", c.due_at as "dueAt",
      c.first_due_at as "firstDueAt", c.first_reply_at as "firstReplyAt", c.first_sla as "firstSla",
      c.handled_by as "handledBy"
    from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId} for update of c`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.conversation_not_found')
  return rows[0]
}

/** Whether this person asked for no messages on this kind of channel. */
export async function isOptedOut(
  ctx: QueryContext,
  to: Pick<Sendable, 'channelKind' | 'platformUserId' | 'phone' | 'email'>,
): Promise<boolean> {
  const { rows } = await sql`select from inbox.opt_outs where org_id = ${ctx.orgId}
    and channel_kind = ${to.channelKind} and address = ${addressOf(to.channelKind, to)}`.execute(ctx.tx)
  return rows.length > 0
}

/** Refuses what cannot be sent there now: no writing channel, switched off, opted out, WhatsApp's window shut. */
export async function refuseUnsendable(
  ctx: QueryContext,
  to: Sendable,
  { isTemplate }: { isTemplate: boolean },
): Promise<void> {
  if (to.channelKind === 'phone') throw new AppError('inbox.cannot_send')
  if (!to.isActive) throw new AppError('inbox.channel_off')
  if (await isOptedOut(ctx, to)) throw new AppError('inbox.opted_out')
  const now = ctx.now.toString()
  if (to.channelKind === 'whatsapp' && !isTemplate && isWindowClosed(to.lastIncomingAt, now)) {
    throw new AppError('inbox.window_closed')
  }
}
