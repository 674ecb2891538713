import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { ClientNote, pinClientNote as contract } from '../contract.ts'
import { changeNote, toNote } from './change-note.ts'

/** Keeps a note on top, or lets it go. */
export async function pinClientNote(
  ctx: CommandContext,
  { noteId, pinned }: Input<typeof contract>,
): Promise<ClientNote> {
  const note = await changeNote(ctx, noteId, { pinned }, 'present', pinned ? 'pinned' : 'unpinned')
  return toNote(note)
}
