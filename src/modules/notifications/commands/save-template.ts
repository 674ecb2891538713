import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { actorName, permit } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { TemplateKey } from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import { notificationsTables } from '../tables.ts'

/** A text that was checked and compiled; null goes back to the default. */
export interface SavedTemplate {
  key: TemplateKey
  text: { subject: string; body: string; compiled: string } | null
}

/** Stores a text as the organisation's next version, or notes that the default is in use again. */
export async function saveTemplate(ctx: CommandContext, { key, text }: SavedTemplate): Promise<void> {
  permit(ctx, 'template.edit')
  const values = {
    subject: text?.subject ?? null,
    mjml_body: text?.body ?? null,
    compiled_html: text?.compiled ?? null,
    updated_at: ctx.now.toString(),
    updated_by: actorName(ctx.actor),
  }
  await notificationsTables(ctx.tx)
    .insertInto('templates')
    .values({
      org_id: ctx.orgId,
      id: newId(ctx.now.epochMilliseconds),
      key,
      channel: 'email',
      version: 1,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .constraint('templates_key_key')
        .doUpdateSet({ ...values, version: sql`notifications.templates.version + ${text ? 1 : 0}` }),
    )
    .execute()
  const { name } = defaultTemplates[key]
  await audit(ctx, {
    action: text ? 'template.update' : 'template.reset',
    recordType: 'template',
    recordId: key,
    summary: text ? `Changed the message “${name}”` : `Reset the message “${name}” to its default`,
  })
}
