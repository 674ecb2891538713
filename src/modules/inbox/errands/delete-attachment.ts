import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { forgetAttachment, forgetUnsent } from '../commands/forget-attachment.ts'
import type { deleteAttachment as contract } from '../contract/attachments.ts'

/** Throws away a file that was uploaded and not sent. */
export async function deleteAttachment(
  ctx: ErrandContext,
  { attachmentId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const storageKey = await ctx.command(forgetAttachment, attachmentId)
  if (storageKey) await ctx.storage.remove(storageKey)
  return { ok: true }
}

/** Throws away what was uploaded and never sent. The rows go first: a file without a row harms nobody. */
export async function dropUnsentFiles(ctx: ErrandContext): Promise<void> {
  const keys = await ctx.command(forgetUnsent, undefined)
  await Promise.all(keys.map((key) => ctx.storage.remove(key)))
}
