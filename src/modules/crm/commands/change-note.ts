import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { ClientNote } from '../contract.ts'
import { clientNoted } from '../events.ts'
import { findClientRow } from '../queries/find-client.ts'
import { crmTables } from '../tables.ts'

type Change = 'pinned' | 'unpinned' | 'deleted' | 'restored'

/** Changes a note that is there (or was deleted), and tells of it. */
export async function changeNote(
  ctx: CommandContext,
  noteId: string,
  set: { pinned?: boolean; deleted_at?: string | null },
  from: 'present' | 'deleted',
  change: Change,
) {
  permit(ctx, 'client.edit')
  const note = await crmTables(ctx.tx)
    .updateTable('client_notes')
    .set(set)
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', noteId)
    .where('deleted_at', from === 'present' ? 'is' : 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (!note) throw new AppError('crm.note_not_found')
  const client = await findClientRow(ctx, note.client_id)
  await Promise.all([
    publish(ctx, clientNoted({ clientId: client.id, noteId, change })),
    audit(ctx, {
      action: `client_note.${change}`,
      recordType: 'client',
      recordId: client.id,
      summary: `${change[0]!.toUpperCase()}${change.slice(1)} a note on ${client.name}`,
    }),
  ])
  return note
}

/** The row as the contract shows it. */
export function toNote(note: Awaited<ReturnType<typeof changeNote>>): ClientNote {
  const { id, body, pinned, author, created_at: createdAt } = note
  return { id, body, pinned, author, createdAt }
}
