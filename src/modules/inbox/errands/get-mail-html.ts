import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/mails.ts'
import { getMailMessage } from '../queries/mail-message.ts'

/** A mail's formatted text, wherever it lies; empty when it has none. */
export async function getMailHtml(
  ctx: ErrandContext,
  { messageId }: Input<typeof contract.getMailHtml>,
): Promise<Output<typeof contract.getMailHtml>> {
  const { html, htmlKey } = await ctx.query(getMailMessage, messageId)
  const file = htmlKey ? await ctx.storage.get(htmlKey) : null
  return { html: html ?? (file ? Buffer.from(file.bytes).toString('utf8') : '') }
}
