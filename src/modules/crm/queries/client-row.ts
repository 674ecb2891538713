import type { Selectable } from 'kysely'
import type { Client } from '../contract.ts'
import type { ClientsTable } from '../tables.ts'

export type ClientRow = Selectable<ClientsTable>

/** A row as the contract shows it. */
export function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    address: { line1: row.address_line1, line2: row.address_line2, city: row.city, postcode: row.postcode },
    accessNotes: row.access_notes,
    tags: row.tags,
    source: row.source,
    lastVisitAt: row.last_visit_at,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
  }
}
