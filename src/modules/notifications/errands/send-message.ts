import { getOrganization } from '#modules/identity/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import { MailRefused } from '../adapters/mailer.ts'
import { claimMessage } from '../commands/claim-message.ts'
import { noteFailure } from '../commands/note-failure.ts'
import { noteSent } from '../commands/note-sent.ts'

/** Sends one message if its time has come, and notes what became of it. Repeats do nothing. */
export async function sendMessage(ctx: ErrandContext, { messageId }: { messageId: string }): Promise<void> {
  const message = await ctx.command(claimMessage, messageId)
  if (!message) return
  try {
    const { name, email } = await ctx.query(getOrganization, undefined)
    const receipt = await ctx.adapters.mailer.send({
      ...message,
      fromName: name,
      ...(email && { replyTo: { name, address: email } }),
    })
    await ctx.command(noteSent, { messageId, ref: receipt.delivered ? receipt.ref : null })
  } catch (error) {
    const isFinal = error instanceof MailRefused && error.isFinal
    const words = error instanceof Error ? error.message : String(error)
    ctx.log.warn({ messageId, error: words }, 'a message could not be sent')
    await ctx.command(noteFailure, { messageId, error: words, isFinal })
  }
}
