import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import { addressColumns, type Contact, fillGaps } from '../domain/fill-gaps.ts'
import { clientCreated, clientUpdated } from '../events.ts'
import type { ClientRow } from '../queries/client-row.ts'
import { crmTables } from '../tables.ts'
import { factsOf } from './client-facts.ts'

export interface ContactInput extends Contact {
  /** Where the record comes from if it is new; `online` unless told. */
  source?: 'online' | 'office' | 'import'
}

/**
 * The client this person is: found by e-mail address (any case), else by phone (E.164), else created. A known
 * client only gains what was missing. Two bookings at once by the same person give one client. Asks no
 * permission: guests book.
 */
export async function ensureContact(ctx: CommandContext, input: ContactInput): Promise<string> {
  const email = input.email?.trim() || undefined
  const phone = input.phone || undefined
  const contact = { ...input, name: input.name.trim(), email, phone }
  await lockContact(ctx, email, phone)
  const known = await findKnown(ctx, email, phone)
  if (!known) return insertContact(ctx, contact)

  const filled = fillGaps(known, contact)
  const fields = Object.keys(filled)
  if (fields.length === 0) return known.id
  const row = await crmTables(ctx.tx)
    .updateTable('clients')
    .set(filled)
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', known.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await publish(ctx, clientUpdated({ ...factsOf(row), fields }))
  return row.id
}

/** Holds the person's keys until the commit, always in the same order, so that two bookings never wait crosswise. */
async function lockContact(ctx: CommandContext, email?: string, phone?: string): Promise<void> {
  const keys = [email?.toLowerCase(), phone].filter(Boolean).map((key) => `crm.contact ${ctx.orgId} ${key}`)
  if (keys.length === 0) return
  await sql`select pg_advisory_xact_lock(key) from (
    select hashtextextended(name, 0) as key from unnest(${keys}::text[]) as name order by 1
  ) as keys`.execute(ctx.tx)
}

async function findKnown(
  ctx: CommandContext,
  email?: string,
  phone?: string,
): Promise<ClientRow | undefined> {
  if (!email && !phone) return undefined
  const sameEmail = sql<boolean>`lower(email) = lower(${email ?? null}::text)`
  return crmTables(ctx.tx)
    .selectFrom('clients')
    .selectAll()
    .where('org_id', '=', ctx.orgId)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([sameEmail, where('phone', '=', phone ?? null)]))
    .orderBy(sql`${sameEmail} is true`, 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
}

async function insertContact(ctx: CommandContext, contact: ContactInput): Promise<string> {
  const row: ClientRow = {
    org_id: ctx.orgId,
    id: newId(ctx.now.epochMilliseconds),
    name: contact.name,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    ...addressColumns(contact.address),
    access_notes: contact.accessNotes ?? '',
    tags: [],
    source: contact.source ?? 'online',
    last_visit_at: null,
    created_at: ctx.now.toString({ smallestUnit: 'millisecond' }),
    deleted_at: null,
  }
  await crmTables(ctx.tx).insertInto('clients').values(row).execute()
  await Promise.all([
    publish(ctx, clientCreated(factsOf(row))),
    audit(ctx, {
      action: 'client.create',
      recordType: 'client',
      recordId: row.id,
      summary: `Created the client ${row.name}`,
    }),
  ])
  return row.id
}
