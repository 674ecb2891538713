import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { actorName, permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { Broadcast, saveBroadcast as contract } from '../../contract/broadcasts.ts'
import { missingVariables } from '../../domain/broadcast.ts'
import { broadcastChanged } from '../../events.ts'
import { usableTemplate } from '../../queries/broadcasts/audience.ts'
import { readBroadcast } from '../../queries/broadcasts/broadcast-row.ts'
import { findChannel } from '../../queries/channel.ts'

/** Saves a broadcast as a draft, new or known. One that has begun stays as it is. */
export async function saveBroadcast(ctx: CommandContext, input: Input<typeof contract>): Promise<Broadcast> {
  permit(ctx, 'broadcast.send')
  const channel = await findChannel(ctx, input.channelId)
  if (channel.kind === 'phone' || channel.kind === 'webchat') throw new AppError('inbox.template_not_usable')
  const template = await usableTemplate(ctx, channel, input.templateId)
  const missing = missingVariables(template.body, input.variables)
  if (missing.length > 0) {
    const faults = missing.map((n) => ({ path: ['variables', n], message: `Say what stands for {{${n}}}.` }))
    throw new AppError('inbox.variables_missing', { faults })
  }
  const id = input.broadcastId ?? newId(ctx.now.epochMilliseconds)
  if (input.broadcastId) await updateDraft(ctx, id, input)
  else await insertDraft(ctx, id, input)
  await Promise.all([
    publish(ctx, broadcastChanged({ broadcastId: id, name: input.name, status: 'draft' })),
    audit(ctx, {
      action: 'broadcast.save',
      recordType: 'broadcast',
      recordId: id,
      summary: `Saved the broadcast ${input.name}`,
    }),
  ])
  return readBroadcast(ctx, id)
}

async function insertDraft(ctx: CommandContext, id: string, input: Input<typeof contract>): Promise<void> {
  await sql`insert into inbox.broadcasts (org_id, id, name, channel_id, template_id, audience, variables, status,
      per_minute, credit_days, created_by, created_at)
    values (${ctx.orgId}, ${id}, ${input.name}, ${input.channelId}, ${input.templateId},
      ${JSON.stringify(input.audience)}::jsonb, ${JSON.stringify(input.variables)}::jsonb, 'draft', ${input.perMinute},
      ${input.creditDays}, ${actorName(ctx.actor)}, ${ctx.now.toString()})`.execute(ctx.tx)
}

async function updateDraft(ctx: CommandContext, id: string, input: Input<typeof contract>): Promise<void> {
  // The list is not sent back to the form: without a new one, the old one stays.
  const keepsList =
    input.audience.addresses.length > 0
      ? sql`'{}'`
      : sql`jsonb_build_object('addresses', audience -> 'addresses')`
  const { rows } = await sql<{ status: string }>`
    update inbox.broadcasts set name = ${input.name}, channel_id = ${input.channelId}, template_id = ${input.templateId},
      audience = ${JSON.stringify(input.audience)}::jsonb || ${keepsList}, variables = ${JSON.stringify(input.variables)}::jsonb,
      per_minute = ${input.perMinute}, credit_days = ${input.creditDays}
    where org_id = ${ctx.orgId} and id = ${id} and status = 'draft' returning status`.execute(ctx.tx)
  if (rows[0]) return
  await readBroadcast(ctx, id)
  throw new AppError('inbox.broadcast_running')
}
