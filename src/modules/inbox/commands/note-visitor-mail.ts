import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { noteActs } from './note-acts.ts'

/** The mail left: the thread says so. */
export async function noteVisitorMailSent(
  ctx: CommandContext,
  mail: { mailId: string; conversationId: string; address: string; providerRef: string },
): Promise<void> {
  const { mailId, conversationId, address, providerRef } = mail
  const { numUpdatedRows } = await updateOpen(
    ctx,
    mailId,
    sql`sent_at = ${ctx.now.toString()}, provider_ref = ${providerRef}`,
  )
  if (numUpdatedRows === 0) return
  const body = `The visitor was gone. What they had not seen was mailed to ${address}.`
  await noteActs(ctx, [{ conversationId, event: 'mailed', body, data: { address } }])
}

/** The mail will not leave, with the reason. What a vendor refused for good is told in the thread. */
export async function dropVisitorMail(
  ctx: CommandContext,
  drop: { mailId: string; reason: string; conversationId?: string },
): Promise<void> {
  const { mailId, reason, conversationId } = drop
  const { numUpdatedRows } = await updateOpen(ctx, mailId, sql`dropped = ${reason}`)
  if (numUpdatedRows === 0 || !conversationId) return
  const body = `The visitor was gone, and what they had not seen could not be mailed: ${reason}.`
  await noteActs(ctx, [{ conversationId, event: 'mailed', body }])
}

async function updateOpen(ctx: CommandContext, mailId: string, changes: ReturnType<typeof sql>) {
  const { numAffectedRows } = await sql`update inbox.webchat_mails set ${changes}
    where org_id = ${ctx.orgId} and id = ${mailId} and sent_at is null and dropped is null`.execute(ctx.tx)
  return { numUpdatedRows: Number(numAffectedRows ?? 0) }
}
