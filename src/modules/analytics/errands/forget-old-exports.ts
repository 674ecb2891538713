import type { ErrandContext } from '#platform/context.ts'
import { deleteExports } from '../commands/note-export.ts'
import { listOldExports } from '../queries/find-export-work.ts'

const KEPT_DAYS = 7

/** Deletes files that were asked for more than a week ago, then what was known of them. */
export async function forgetOldExports(ctx: ErrandContext): Promise<void> {
  const before = ctx.now.subtract({ hours: KEPT_DAYS * 24 }).toString()
  const old = await ctx.query(listOldExports, before)
  for (const { key } of old) if (key) await ctx.storage.remove(key)
  await ctx.command(
    deleteExports,
    old.map(({ id }) => id),
  )
}
