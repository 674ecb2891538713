import type { ErrandContext } from '#platform/context.ts'
import { forgetMailFiles } from '../commands/forget-mail-files.ts'

/** Large mails lie as files beside their deliveries; they go shortly before those do. */
export async function tidyMailFiles(ctx: ErrandContext): Promise<void> {
  for (const key of await ctx.command(forgetMailFiles, undefined)) await ctx.storage.remove(key)
}
