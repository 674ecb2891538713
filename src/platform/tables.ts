// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely'
import type { Tx } from './db.ts'

export interface AuditTable {
  org_id: string
  id: string
  at: string
  actor: string
  member_id: string | null
  action: string
  record_type: string
  record_id: string
  summary: string
  changes: ColumnType<unknown, string | undefined, string>
}

export interface EventDeliveriesTable {
  org_id: string
  event_id: string
  listener: string
  done_at: string
}

export interface EventsTable {
  org_id: string
  id: string
  name: string
  payload: ColumnType<unknown, string, string>
  actor: string
  occurred_at: string
}

export interface IdempotencyKeysTable {
  org_id: string
  key: string
  endpoint: string
  input_hash: string
  status: number | null
  body: ColumnType<unknown, string | null, string | null>
  created_at: Generated<string>
}

export interface OrgsTable {
  id: string
  slug: string
  name: string
  zone: string
  is_demo: Generated<boolean>
  is_default: Generated<boolean>
  created_at: Generated<string>
  simulates: Generated<boolean>
  demo_filled_at: string | null
}

export interface ProcessesTable {
  id: string
  role: string
  host: string
  pid: number
  version: string
  started_at: string
  seen_at: string
  figures: ColumnType<unknown, string, string>
}

export interface RollupMarksTable {
  org_id: string
  id: GeneratedAlways<number>
  rollup: string
  day: string
  marked_at: Generated<string>
}

export interface RollupStateTable {
  org_id: string
  version: Generated<number>
  refreshed_at: string
  months_until: string | null
  checked_at: string | null
  differences: Generated<number>
  difference: Generated<string>
}

export interface UserOrgsTable {
  user_id: string
  org_id: string
  member_id: string
}

export interface CoreTables {
  audit: AuditTable
  event_deliveries: EventDeliveriesTable
  events: EventsTable
  idempotency_keys: IdempotencyKeysTable
  orgs: OrgsTable
  processes: ProcessesTable
  rollup_marks: RollupMarksTable
  rollup_state: RollupStateTable
  user_orgs: UserOrgsTable
}

/** The transaction, narrowed to the tables of schema `core`. */
export function coreTables(tx: Tx): Kysely<CoreTables> {
  return tx.withSchema('core')
}
