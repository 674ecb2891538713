import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { isShortProof, shortProof } from '#platform/short-proof.ts'
import { type MailRefs, type Mark, markOfId, marksOf, threadRootOf } from '../domain/mail-thread.ts'

export interface MailThreadWish {
  channelId: string
  messageId: string | null
  inReplyTo: string
  references: string
  recipients: readonly string[]
  /** The sender's address: how much they wrote lately. */
  sender: string
}

export interface MailThread {
  /** Vendor ids of messages in conversations that the mail belongs to, though it does not name them itself. */
  extraRefs: string[]
  /** The same mail came before. */
  isKnown: boolean
  /** Mails of this sender in the last ten minutes. */
  recentCount: number
}

const MINUTES = 10

/**
 * Where a mail belongs beyond the ids it names: by the mark that we gave it, or because another mail of its thread came
 * before. Asks no permission: only the intake calls it.
 */
export async function findMailThread(ctx: QueryContext, wish: MailThreadWish): Promise<MailThread> {
  const numbers = ownNumbersOf(ctx, wish)
  const root = threadRootOf(wish)
  const { rows } = await sql<{ ref: string }>`
    select m.provider_ref as ref from inbox.conversations c
    join inbox.messages m on m.org_id = c.org_id and m.conversation_id = c.id and m.channel_id = ${wish.channelId}
      and m.provider_ref is not null
    where c.org_id = ${ctx.orgId} and c.channel_id = ${wish.channelId}
      and (c.number = any(${numbers}::int[]) or c.thread_ref = ${root})
    order by c.number = any(${numbers}::int[]) desc, m.created_at limit 1`.execute(ctx.tx)
  const [recentCount, isKnown] = [await countRecent(ctx, wish), await isKnownMail(ctx, wish)]
  return { extraRefs: rows.map(({ ref }) => ref), recentCount, isKnown }
}

/** Numbers of conversations that a mail names by marks which this installation made for this organisation. */
export function ownNumbersOf(ctx: { orgId: string; config: { secret: string } }, refs: MailRefs): number[] {
  return marksOf(refs)
    .filter((mark) => isOurMark(ctx, mark))
    .map(({ number }) => number)
}

async function isKnownMail(ctx: QueryContext, { channelId, messageId }: MailThreadWish): Promise<boolean> {
  const { rows } =
    await sql`select from inbox.messages where org_id = ${ctx.orgId} and channel_id = ${channelId}
    and provider_ref = ${messageId}`.execute(ctx.tx)
  return rows.length > 0
}

async function countRecent(ctx: QueryContext, { channelId, sender }: MailThreadWish): Promise<number> {
  const since = ctx.now.subtract({ minutes: MINUTES }).toString()
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from inbox.contacts k
    join inbox.conversations c on c.org_id = k.org_id and c.contact_id = k.id
    join inbox.messages m on m.org_id = c.org_id and m.conversation_id = c.id
    where k.org_id = ${ctx.orgId} and k.channel_id = ${channelId} and k.platform_user_id = ${sender}
      and c.last_message_at > ${since} and m.direction = 'in' and m.created_at > ${since}`.execute(ctx.tx)
  return rows[0]!.count
}

/** The mark of a conversation, for mails of ours. */
export function markOf(ctx: { orgId: string; config: { secret: string } }, number: number): Mark {
  return { number, proof: shortProof(ctx.config.secret, 'mail', `${ctx.orgId} ${number}`) }
}

/** Whether this installation made a mark for this organisation. */
export function isOurMark(ctx: { orgId: string; config: { secret: string } }, mark: Mark): boolean {
  return isShortProof(ctx.config.secret, 'mail', `${ctx.orgId} ${mark.number}`, mark.proof)
}

/** Whether a Message-ID is one that we gave ourselves. */
export function isOwnMessageId(ctx: { orgId: string; config: { secret: string } }, id: string): boolean {
  const mark = markOfId(id)
  return mark !== null && isOurMark(ctx, mark)
}
