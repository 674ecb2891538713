// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface ClientNotesTable {
  org_id: string
  id: string
  client_id: string
  body: string
  pinned: Generated<boolean>
  author: string
  member_id: string | null
  created_at: string
  deleted_at: string | null
}

export interface ClientsTable {
  org_id: string
  id: string
  name: string
  email: string | null
  phone: string | null
  address_line1: string | null
  address_line2: string | null
  city: string | null
  postcode: string | null
  access_notes: Generated<string>
  tags: Generated<string[]>
  source: Generated<string>
  last_visit_at: string | null
  created_at: string
  deleted_at: string | null
}

export interface SavedViewsTable {
  org_id: string
  id: string
  list: string
  name: string
  query: string
  member_id: string | null
  position: Generated<number>
  created_at: string
}

export interface TimelineTable {
  org_id: string
  id: string
  client_id: string
  at: string
  kind: 'visit' | 'payment' | 'message' | 'note' | 'change'
  title: string
  detail: Generated<string>
  amount: number | null
  currency: string | null
  actor: string
  ref_type: string | null
  ref_id: string | null
}

export interface VisitsTable {
  org_id: string
  id: string
  client_id: string
  staff_id: string
  starts_at: string
  status: string
  told_at: string
}

export interface CrmTables {
  client_notes: ClientNotesTable
  clients: ClientsTable
  saved_views: SavedViewsTable
  timeline: TimelineTable
  visits: VisitsTable
}

/** The transaction, narrowed to the tables of schema `crm`. */
export function crmTables(tx: Tx): Kysely<CrmTables> {
  return tx.withSchema('crm')
}
