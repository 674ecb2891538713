import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { seal, unseal } from '#platform/secret-box.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/channels.ts'
import type { Channel } from '../contract/channels.ts'
import { type ChannelDraft, readChannelDraft } from '../domain/channel-input.ts'
import { channelChanged } from '../events.ts'
import { CHANNEL_SECRETS, type ChannelRow, readChannel } from '../queries/channel.ts'
import { getChannel } from '../queries/list-channels.ts'
import { inboxTables } from '../tables.ts'
import { enqueueSend } from './enqueue-send.ts'

/** Adds a channel. Its provider posts to the address that the answer names. */
export async function createChannel(
  ctx: CommandContext,
  { kind, name, isActive, ...typed }: Input<typeof contract.createChannel>,
): Promise<Channel> {
  permit(ctx, 'inbox.manage')
  const read = readOrRefuse(kind, { ...typed, secretsSet: [] })
  const id = newId(ctx.now.epochMilliseconds)
  await inboxTables(ctx.tx)
    .insertInto('channels')
    .values({
      org_id: ctx.orgId,
      id,
      kind,
      name,
      address: read.address,
      settings: JSON.stringify(read.settings),
      secrets: sealed(ctx, read.secrets),
      is_active: isActive,
      created_at: ctx.now.toString(),
    })
    .execute()
  await noteChannel(ctx, { id, kind, name }, 'add')
  return getChannel(ctx, { channelId: id })
}

/** Changes a channel. Missing fields and empty secrets stay; a changed account forgets the old one's fault. */
export async function updateChannel(
  ctx: CommandContext,
  { channelId, ...typed }: Input<typeof contract.updateChannel>,
): Promise<Channel> {
  permit(ctx, 'inbox.manage')
  const before = await readChannel(ctx, channelId)
  if (!before) throw new AppError('inbox.channel_not_found')
  const old = openSecrets(ctx, before)
  const { name = before.name, isActive = before.isActive } = typed
  const read = readOrRefuse(before.kind, {
    address: typed.address ?? before.address,
    sandbox: typed.sandbox ?? before.settings.sandbox === true,
    settings: typed.settings ?? (before.settings as ChannelDraft['settings']),
    secrets: typed.secrets ?? {},
    secretsSet: Object.keys(old),
  })
  await inboxTables(ctx.tx)
    .updateTable('channels')
    .set({
      name,
      address: read.address,
      is_active: isActive,
      settings: JSON.stringify({ ...keptSettings(before), ...read.settings }),
      secrets: sealed(ctx, { ...old, ...read.secrets }),
      last_error: null,
      last_error_at: null,
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', channelId)
    .execute()
  await sql`update inbox.channel_pace set paused_until = null
    where org_id = ${ctx.orgId} and channel_id = ${channelId}`.execute(ctx.tx)
  if (isActive) await enqueueSend(ctx, channelId, `on:${channelId}`)
  await noteChannel(ctx, { id: channelId, kind: before.kind, name }, 'change')
  return getChannel(ctx, { channelId })
}

/** Takes a channel away; what waits on it is no longer sent. Its conversations stay, and it can come back. */
export async function deleteChannel(
  ctx: CommandContext,
  { channelId }: Input<typeof contract.deleteChannel>,
): Promise<{ ok: true }> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<Named>`update inbox.channels set deleted_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${channelId} and deleted_at is null returning id, kind, name`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new AppError('inbox.channel_not_found')
  await noteChannel(ctx, rows[0], 'remove')
  return { ok: true }
}

export async function restoreChannel(
  ctx: CommandContext,
  { channelId }: Input<typeof contract.restoreChannel>,
): Promise<Channel> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<Named>`update inbox.channels set deleted_at = null
    where org_id = ${ctx.orgId} and id = ${channelId} and deleted_at is not null returning id, kind, name`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new AppError('inbox.channel_not_found')
  await enqueueSend(ctx, channelId, `on:${channelId}`)
  await noteChannel(ctx, rows[0], 'restore')
  return getChannel(ctx, { channelId })
}

type Named = Pick<ChannelRow, 'id' | 'kind' | 'name'>

function readOrRefuse(kind: ChannelRow['kind'], draft: ChannelDraft) {
  const read = readChannelDraft(kind, draft)
  if (!read.ok) throw invalidInput(read.faults)
  return read
}

/** Settings that this form does not know: of the web chat, say. */
function keptSettings({ kind, settings }: ChannelRow): Record<string, unknown> {
  return kind === 'webchat' ? settings : {}
}

function sealed(ctx: CommandContext, secrets: Record<string, string>): string | null {
  if (Object.keys(secrets).length === 0) return null
  return seal(ctx.config.secret, CHANNEL_SECRETS, JSON.stringify(secrets))
}

/** A box that cannot be opened any more is as good as none: the secrets are entered anew. */
function openSecrets(ctx: CommandContext, { secrets }: ChannelRow): Record<string, string> {
  if (secrets === null) return {}
  try {
    return JSON.parse(unseal(ctx.config.secret, CHANNEL_SECRETS, secrets))
  } catch {
    return {}
  }
}

async function noteChannel(
  ctx: CommandContext,
  { id, kind, name }: Named,
  act: 'add' | 'change' | 'remove' | 'restore',
): Promise<void> {
  const did = { add: 'added', change: 'changed', remove: 'removed', restore: 'brought back' }[act]
  await audit(ctx, {
    action: `channel.${act}`,
    recordType: 'channel',
    recordId: id,
    summary: `Channel ${name} ${did}`,
  })
  await publish(ctx, channelChanged({ channelId: id, kind, change: did }))
}
