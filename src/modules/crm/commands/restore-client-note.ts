import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { ClientNote, restoreClientNote as contract } from '../contract.ts'
import { changeNote, toNote } from './change-note.ts'
import { insertEntry } from './insert-entry.ts'

/** Brings a deleted note back, at its old place in the timeline. */
export async function restoreClientNote(
  ctx: CommandContext,
  { noteId }: Input<typeof contract>,
): Promise<ClientNote> {
  const note = await changeNote(ctx, noteId, { deleted_at: null }, 'deleted', 'restored')
  await insertEntry(ctx, {
    clientId: note.client_id,
    kind: 'note',
    at: note.created_at,
    title: note.author,
    detail: note.body,
    actor: note.author,
    refType: 'note',
    refId: note.id,
  })
  return toNote(note)
}
