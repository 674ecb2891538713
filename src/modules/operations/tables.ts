// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface AlertsTable {
  org_id: string
  id: string
  key: string
  level: 'warning' | 'critical'
  title: string
  detail: string
  raised_at: string
  seen_at: string
  clear_readings: Generated<number>
  resolved_at: string | null
}

export interface WebhookDeliveriesTable {
  org_id: string
  id: string
  webhook_id: string
  message_id: string
  event_name: string
  body: ColumnType<unknown, string, string>
  status: 'waiting' | 'delivered' | 'failed'
  tries: Generated<number>
  next_try_at: string | null
  created_at: string
  delivered_at: string | null
}

export interface WebhookTriesTable {
  org_id: string
  id: string
  delivery_id: string
  at: string
  status: number | null
  ms: number
  error: string | null
  response: string | null
}

export interface WebhooksTable {
  org_id: string
  id: string
  url: string
  description: Generated<string>
  events: string[]
  is_active: Generated<boolean>
  secret_box: string
  created_at: string
  created_by: string
  updated_at: string
}

export interface OperationsTables {
  alerts: AlertsTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_tries: WebhookTriesTable
  webhooks: WebhooksTable
}

/** The transaction, narrowed to the tables of schema `operations`. */
export function operationsTables(tx: Tx): Kysely<OperationsTables> {
  return tx.withSchema('operations')
}
