import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { changeTags as contract } from '../contract.ts'
import { addTags, removeTags } from '../domain/tags.ts'
import { clientUpdated } from '../events.ts'
import type { ClientRow } from '../queries/client-row.ts'
import { clientsMatching } from '../queries/list-clients.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

const MOST = 30
const MOST_CLIENTS = 2_000

/** Adds and removes tags on many clients at once; clients who need no change are left alone. */
export async function changeTags(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.edit')
  const found = await crmTables(ctx.tx)
    .selectFrom('clients as c')
    .selectAll()
    .where(clientsMatching(ctx, { deleted: false, ...input.filter }))
    .$if(input.clientIds !== undefined, (query) => query.where('c.id', 'in', input.clientIds!))
    .orderBy('c.id')
    .limit(MOST_CLIENTS + 1)
    .forUpdate()
    .execute()
  if (found.length > MOST_CLIENTS) throw new AppError('crm.too_many_clients')
  const changed = found.flatMap((row) => {
    const tags = addTags(removeTags(row.tags, input.remove), input.add)
    return isSame(tags, row.tags) ? [] : [{ ...row, tags }]
  })
  if (changed.some(({ tags }) => tags.length > MOST)) throw new AppError('crm.too_many_tags')
  if (changed.length > 0) await writeTags(ctx, changed, input)
  return { changed: changed.length }
}

async function writeTags(
  ctx: CommandContext,
  rows: ClientRow[],
  input: Input<typeof contract>,
): Promise<void> {
  const wanted = JSON.stringify(rows.map(({ id, tags }) => ({ id, tags })))
  await sql`update crm.clients c
    set tags = array(select jsonb_array_elements_text(w.tags))
    from jsonb_to_recordset(${wanted}::jsonb) as w(id uuid, tags jsonb)
    where c.org_id = ${ctx.orgId} and c.id = w.id`.execute(ctx.tx)
  const told = rows.map((row) => publish(ctx, clientUpdated({ ...factsOf(row), fields: ['tags'] })))
  await Promise.all([
    ...told,
    audit(ctx, {
      action: 'client.tag',
      recordType: 'client',
      recordId: rows[0]!.id,
      summary: summaryOf(rows, input),
      changes: { clients: [null, rows.map(({ id }) => id)] },
    }),
  ])
}

function summaryOf(rows: ClientRow[], { add, remove }: Input<typeof contract>): string {
  const acts = [
    add.length > 0 && `added ${add.join(', ')}`,
    remove.length > 0 && `removed ${remove.join(', ')}`,
  ]
  const who = rows.length === 1 ? rows[0]!.name : `${rows.length} clients`
  return `Tags of ${who}: ${acts.filter(Boolean).join('; ')}`
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, index) => tag === b[index])
}
