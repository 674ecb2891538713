import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { deleteClientNote as contract } from '../contract.ts'
import { crmTables } from '../tables.ts'
import { changeNote } from './change-note.ts'

/** Deletes a note and its line in the timeline. */
export async function deleteClientNote(
  ctx: CommandContext,
  { noteId }: Input<typeof contract>,
): Promise<{ id: string }> {
  const deletedAt = ctx.now.toString()
  await changeNote(ctx, noteId, { deleted_at: deletedAt }, 'present', 'deleted')
  await crmTables(ctx.tx)
    .deleteFrom('timeline')
    .where('org_id', '=', ctx.orgId)
    .where('ref_type', '=', 'note')
    .where('ref_id', '=', noteId)
    .execute()
  return { id: noteId }
}
