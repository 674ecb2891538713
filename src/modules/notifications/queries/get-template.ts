import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { type getTemplate as contract, type listTemplates as listContract, TemplateKey } from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import { variablesOf } from '../domain/variables.ts'
import { notificationsTables } from '../tables.ts'
import { findTemplate } from './find-template.ts'

/** One template as it is used now, with its variables. */
export async function getTemplate(
  ctx: QueryContext,
  { key }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'template.view')
  const stored = await findTemplate(ctx, key)
  const standard = defaultTemplates[key]
  return {
    key,
    name: standard.name,
    purpose: standard.purpose,
    subject: stored?.own?.subject ?? standard.subject,
    body: stored?.own?.body ?? standard.body,
    isChanged: Boolean(stored?.own),
    version: stored?.own ? stored.version : 0,
    updatedAt: stored?.updatedAt ?? null,
    updatedBy: stored?.updatedBy ?? null,
    variables: variablesOf(standard.groups),
  }
}

/** Every message with its present subject. */
export async function listTemplates(ctx: QueryContext): Promise<Output<typeof listContract>> {
  permit(ctx, 'template.view')
  const rows = await notificationsTables(ctx.tx)
    .selectFrom('templates')
    .select(['key', 'subject', 'updated_at', 'updated_by'])
    .where('org_id', '=', ctx.orgId)
    .where('channel', '=', 'email')
    .execute()
  const stored = new Map(rows.map((row) => [row.key, row]))
  return {
    items: TemplateKey.options.map((key) => {
      const row = stored.get(key)
      const { name, purpose, subject } = defaultTemplates[key]
      return {
        key,
        name,
        purpose,
        subject: row?.subject ?? subject,
        isChanged: row?.subject != null,
        updatedAt: row?.updated_at ?? null,
        updatedBy: row?.updated_by ?? null,
      }
    }),
  }
}
