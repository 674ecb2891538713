import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/templates.ts'
import type { ChannelTemplate } from '../contract/templates.ts'
import { templateFaults } from '../domain/template-faults.ts'
import { channelChanged } from '../events.ts'
import { readChannel } from '../queries/channel.ts'
import { getChannelTemplate } from '../queries/list-channel-templates.ts'
import { inboxTables } from '../tables.ts'

/** Drafts a template. One of SMS or mail may be used at once. */
export async function createChannelTemplate(
  ctx: CommandContext,
  input: Input<typeof contract.createChannelTemplate>,
): Promise<ChannelTemplate> {
  permit(ctx, 'template.edit')
  const { channelKind, channelId = null, ...rest } = input
  if (channelId && (await readChannel(ctx, channelId))?.kind !== channelKind)
    throw new AppError('inbox.channel_not_found')
  refuseFaults({ channelKind, channelId, ...rest })
  await refuseTaken(ctx, input)
  const id = newId(ctx.now.epochMilliseconds)
  const { name, language, category, subject, body, footer, buttons, examples } = rest
  await inboxTables(ctx.tx)
    .insertInto('templates')
    .values({
      org_id: ctx.orgId,
      id,
      channel_kind: channelKind,
      channel_id: channelId,
      ...{ name, language, category, subject, body, footer, examples },
      buttons: JSON.stringify(buttons),
      status: 'draft',
      updated_at: ctx.now.toString(),
    })
    .execute()
  await noteTemplate(ctx, { id, name, channelId, channelKind }, 'drafted')
  return getChannelTemplate(ctx, { templateId: id })
}

/** Changes a template. One that WhatsApp knows becomes a draft again: it is approved anew before it is used. */
export async function updateChannelTemplate(
  ctx: CommandContext,
  { templateId, ...wanted }: Input<typeof contract.updateChannelTemplate>,
): Promise<ChannelTemplate> {
  permit(ctx, 'template.edit')
  const before = await getChannelTemplate(ctx, { templateId })
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given } as ChannelTemplate
  refuseFaults(after)
  const { category, subject, body, footer, buttons, examples } = after
  await inboxTables(ctx.tx)
    .updateTable('templates')
    .set({
      ...{ category, subject, body, footer, examples },
      buttons: JSON.stringify(buttons),
      status: 'draft',
      reason: null,
      version: before.version + 1,
      updated_at: ctx.now.toString(),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', templateId)
    .execute()
  await noteTemplate(ctx, before, 'changed')
  return getChannelTemplate(ctx, { templateId })
}

/** Notes that a draft went to its vendor, and what was answered at once. */
export async function noteSubmitted(
  ctx: CommandContext,
  input: {
    templateId: string
    providerRef: string
    status: ChannelTemplate['status']
    reason: string | null
  },
): Promise<ChannelTemplate> {
  permit(ctx, 'template.edit')
  const { templateId, providerRef, status, reason } = input
  await sql`update inbox.templates set status = ${status}, reason = ${reason}, updated_at = ${ctx.now.toString()},
      provider_ref = ${providerRef || null}
    where org_id = ${ctx.orgId} and id = ${templateId}`.execute(ctx.tx)
  const template = await getChannelTemplate(ctx, { templateId })
  await noteTemplate(ctx, template, 'submitted')
  return template
}

export async function removeChannelTemplate(ctx: CommandContext, templateId: string): Promise<{ ok: true }> {
  permit(ctx, 'template.edit')
  const template = await getChannelTemplate(ctx, { templateId })
  await sql`update inbox.templates set deleted_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${templateId}`.execute(ctx.tx)
  await noteTemplate(ctx, template, 'deleted')
  return { ok: true }
}

function refuseFaults(draft: Parameters<typeof templateFaults>[0]): void {
  const faults = templateFaults(draft)
  if (faults.length > 0) throw invalidInput(faults)
}

async function refuseTaken(
  ctx: CommandContext,
  { channelKind, channelId, name, language }: Input<typeof contract.createChannelTemplate>,
): Promise<void> {
  const { rows } = await sql`select from inbox.templates
    where org_id = ${ctx.orgId} and channel_kind = ${channelKind} and channel_id is not distinct from ${channelId ?? null}
      and lower(name) = lower(${name}) and language = ${language} and deleted_at is null`.execute(ctx.tx)
  if (rows.length > 0) throw new AppError('inbox.name_taken')
}

async function noteTemplate(
  ctx: CommandContext,
  { id, name, channelId, channelKind }: Pick<ChannelTemplate, 'id' | 'name' | 'channelId' | 'channelKind'>,
  did: 'drafted' | 'changed' | 'submitted' | 'deleted',
): Promise<void> {
  await audit(ctx, {
    action: `channel_template.${did}`,
    recordType: 'channel_template',
    recordId: id,
    summary: `Template ${name} ${did}`,
  })
  await publish(ctx, channelChanged({ channelId: channelId ?? id, kind: channelKind, change: 'templates' }))
}
