import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/templates.ts'
import type { ChannelTemplate } from '../contract/templates.ts'
import { variableCount } from '../domain/template-text.ts'

/** Templates of channels, by name. A template without a channel fits every channel of its kind. */
export async function listChannelTemplates(
  ctx: QueryContext,
  input: Input<typeof contract.listChannelTemplates>,
): Promise<Output<typeof contract.listChannelTemplates>> {
  permit(ctx, 'message.view')
  const items = await selectTemplates(
    ctx,
    sql`(${input.channelKind ?? null}::text is null or t.channel_kind = ${input.channelKind ?? null}::text)
      and (${input.channelId ?? null}::uuid is null or t.channel_id = ${input.channelId ?? null}::uuid
        or (t.channel_id is null and t.channel_kind = (select k.kind from inbox.channels k
          where k.org_id = ${ctx.orgId} and k.id = ${input.channelId ?? null}::uuid)))`,
  )
  return { items: items.filter(({ isUsable }) => isUsable || !input.usable) }
}

export async function getChannelTemplate(
  ctx: QueryContext,
  { templateId }: Input<typeof contract.getChannelTemplate>,
): Promise<ChannelTemplate> {
  permit(ctx, 'message.view')
  const [template] = await selectTemplates(ctx, sql`t.id = ${templateId}`)
  if (!template) throw new AppError('inbox.not_found')
  return template
}

async function selectTemplates(
  ctx: QueryContext,
  condition: RawBuilder<unknown>,
): Promise<ChannelTemplate[]> {
  const { rows } = await sql<Omit<ChannelTemplate, 'variableCount' | 'isUsable'>>`
    select t.id, t.channel_kind as "channelKind", t.channel_id as "channelId", c.name as "channelName", t.name,
      t.language, t.category, t.subject, t.body, t.footer, t.buttons, t.examples, t.status, t.reason, t.version,
      t.updated_at as "updatedAt"
    from inbox.templates t left join inbox.channels c on c.org_id = t.org_id and c.id = t.channel_id
    where t.org_id = ${ctx.orgId} and t.deleted_at is null and ${condition}
    order by t.channel_kind, lower(t.name), t.language, t.id`.execute(ctx.tx)
  return rows.map((row) => ({
    ...row,
    variableCount: variableCount(row.body),
    isUsable: row.channelKind === 'whatsapp' ? row.status === 'approved' : true,
  }))
}
