import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { actorName, permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { ClientNote, addClientNote as contract } from '../contract.ts'
import { clientNoted } from '../events.ts'
import { findClientRow } from '../queries/find-client.ts'
import { crmTables } from '../tables.ts'
import { insertEntry } from './insert-entry.ts'

/** Writes a private note and puts it into the timeline. The audit log says that, never what. */
export async function addClientNote(ctx: CommandContext, input: Input<typeof contract>): Promise<ClientNote> {
  permit(ctx, 'client.edit')
  const client = await findClientRow(ctx, input.clientId)
  const note = {
    id: newId(ctx.now.epochMilliseconds),
    body: input.body,
    pinned: input.pinned,
    author: actorName(ctx.actor),
    createdAt: ctx.now.toString({ smallestUnit: 'millisecond' }),
  }
  const { createdAt, ...columns } = note
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  await crmTables(ctx.tx)
    .insertInto('client_notes')
    .values({
      ...columns,
      org_id: ctx.orgId,
      client_id: client.id,
      member_id: memberId,
      created_at: createdAt,
    })
    .execute()
  await insertEntry(ctx, {
    clientId: client.id,
    kind: 'note',
    title: note.author,
    detail: note.body,
    refType: 'note',
    refId: note.id,
  })
  await Promise.all([
    publish(ctx, clientNoted({ clientId: client.id, noteId: note.id, change: 'added' })),
    audit(ctx, {
      action: 'client_note.add',
      recordType: 'client',
      recordId: client.id,
      summary: `Wrote a note on ${client.name}`,
    }),
  ])
  return note
}
