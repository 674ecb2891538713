// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface ExportsTable {
  org_id: string
  id: string
  kind: 'pdf' | 'summary' | 'xlsx' | 'csv' | 'png'
  subject: Generated<string>
  filter: ColumnType<unknown, string, string>
  name: string
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: Generated<number>
  error: string | null
  storage_key: string | null
  media_type: string | null
  bytes: number | null
  created_by: string
  created_at: string
  finished_at: string | null
}

export interface SettingsTable {
  org_id: string
  settings: ColumnType<unknown, string, string>
  updated_at: string
}

export interface AnalyticsTables {
  exports: ExportsTable
  settings: SettingsTable
}

/** The transaction, narrowed to the tables of schema `analytics`. */
export function analyticsTables(tx: Tx): Kysely<AnalyticsTables> {
  return tx.withSchema('analytics')
}
