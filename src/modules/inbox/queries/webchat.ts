import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { hashToken } from '#values/token.ts'
import type * as contract from '../contract/webchat.ts'
import { type Webchat, WebchatSettings } from '../contract/webchat.ts'
import { formatWebchatToken, isAllowedSite, parseWebchatToken } from '../domain/visitor-token.ts'
import { type ChannelRow, channelColumns, findChannel } from './channel.ts'

/** The settings of a web chat's channel; what is missing or cannot be read has its default. */
export function webchatSettings(channel: Pick<ChannelRow, 'settings'>): WebchatSettings {
  const read = WebchatSettings.safeParse(channel.settings)
  return read.success ? read.data : WebchatSettings.parse({})
}

/** The channel that a token in a page names. Refuses what is no web chat, or a token that was replaced. */
export async function findWebchat(ctx: QueryContext, token: string): Promise<ChannelRow> {
  const name = parseWebchatToken(token)
  if (!name || name.orgId !== ctx.orgId) throw new AppError('inbox.channel_not_found')
  const channel = await findChannel(ctx, name.channelId)
  if (channel.kind !== 'webchat' || keyOf(channel) !== name.key) throw new AppError('inbox.channel_not_found')
  return channel
}

/** The same, for writing: refuses a chat that is switched off. */
export async function findOpenWebchat(ctx: QueryContext, token: string): Promise<ChannelRow> {
  const channel = await findWebchat(ctx, token)
  if (!channel.isActive) throw new AppError('inbox.channel_off')
  return channel
}

/** Whether pages of this origin may use the chat that the token names. */
export async function isSiteOfWebchat(
  ctx: QueryContext,
  { token, origin }: { token: string; origin: string },
): Promise<boolean> {
  const channel = await findWebchat(ctx, token).catch(() => null)
  return channel !== null && isAllowedSite(webchatSettings(channel).sites, origin)
}

/** A visitor of a web chat. */
export interface VisitorRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  readAt: string | null
}

/** Who holds this key. Refuses keys that were never given out: the widget then begins anew. */
export async function findVisitor(ctx: QueryContext, channelId: string, key: string): Promise<VisitorRow> {
  const hash = await hashToken(key)
  const { rows } = await sql<VisitorRow>`
    select id, name, email, phone, read_at as "readAt" from inbox.webchat_visitors
    where org_id = ${ctx.orgId} and channel_id = ${channelId} and key_hash = ${hash}`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.visitor_unknown')
  return rows[0]
}

/** The visitor behind a key, of a chat that is switched on. */
export async function findVisitorOf(
  ctx: QueryContext,
  { token, key }: { token: string; key: string },
): Promise<{ channelId: string; visitor: VisitorRow }> {
  const channel = await findOpenWebchat(ctx, token)
  return { channelId: channel.id, visitor: await findVisitor(ctx, channel.id, key) }
}

/** Web chats with their look and the line for the site. */
export async function listWebchats(
  ctx: QueryContext,
  _input: Input<typeof contract.listWebchats>,
): Promise<Output<typeof contract.listWebchats>> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<ChannelRow>`select ${channelColumns} from inbox.channels c
    where c.org_id = ${ctx.orgId} and c.kind = 'webchat' and c.deleted_at is null order by c.created_at`.execute(
    ctx.tx,
  )
  return { items: rows.map((row) => toWebchat(ctx, row)) }
}

/** A web chat as the office sees it. */
export function toWebchat(ctx: QueryContext, channel: ChannelRow): Webchat {
  const token = formatWebchatToken({ orgId: ctx.orgId, channelId: channel.id, key: keyOf(channel) })
  return {
    channelId: channel.id,
    name: channel.name,
    isActive: channel.isActive,
    settings: webchatSettings(channel),
    token,
    snippet: `<script src="${ctx.config.baseUrl}/widget.js" data-channel="${token}" defer></script>`,
    lastReceivedAt: channel.lastReceivedAt,
  }
}

/** The part of the token that can be renewed. A channel made elsewhere has none yet: zeros, which also work. */
function keyOf({ settings }: Pick<ChannelRow, 'settings'>): string {
  return typeof settings.key === 'string' && /^[0-9a-f]{16}$/.test(settings.key)
    ? settings.key
    : '0'.repeat(16)
}
