import type { QueryContext } from '#platform/context.ts'
import type { TemplateKey } from '../contract.ts'
import { notificationsTables } from '../tables.ts'

/** An organisation's own text, or only its version when the default is in use. */
export interface StoredTemplate {
  version: number
  updatedAt: string
  updatedBy: string
  /** Null: the default is in use. */
  own: { subject: string; body: string; compiled: string } | null
}

/** What the organisation has stored for a message; null when it never changed it. */
export async function findTemplate(ctx: QueryContext, key: TemplateKey): Promise<StoredTemplate | null> {
  const row = await notificationsTables(ctx.tx)
    .selectFrom('templates')
    .selectAll()
    .where('org_id', '=', ctx.orgId)
    .where('key', '=', key)
    .where('channel', '=', 'email')
    .executeTakeFirst()
  if (!row) return null
  const { subject, mjml_body: body, compiled_html: compiled } = row
  const isOwn = subject !== null && body !== null && compiled !== null
  return {
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    own: isOwn ? { subject, body, compiled } : null,
  }
}
