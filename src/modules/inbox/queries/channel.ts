import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { unseal } from '#platform/secret-box.ts'
import { mintToken } from '#platform/token.ts'
import { AppError } from '#values/errors.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import type { ChannelKind } from '../contract/words.ts'

/** A channel's row, secrets still sealed. */
export interface ChannelRow {
  id: string
  kind: ChannelKind
  name: string
  address: string
  settings: Record<string, unknown>
  secrets: string | null
  isActive: boolean
  lastReceivedAt: string | null
  lastSentAt: string | null
  lastError: string | null
  lastErrorAt: string | null
  createdAt: string
}

/** What the secrets of channels are sealed for. */
export const CHANNEL_SECRETS = 'channel secret'

/** Columns of `inbox.channels as c`. */
export const channelColumns = sql`c.id, c.kind, c.name, c.address, c.settings, c.secrets, c.is_active as "isActive",
  c.last_received_at as "lastReceivedAt", c.last_sent_at as "lastSentAt", c.last_error as "lastError",
  c.last_error_at as "lastErrorAt", c.created_at as "createdAt"`

const SECONDS = 10

/**
 * A channel that was not deleted. Asks no permission: every message needs it. Remembered for some seconds and forgotten
 * at once when channels change. Refuses what is not there.
 */
export async function findChannel(ctx: QueryContext, channelId: string): Promise<ChannelRow> {
  const key = channelCacheKey(channelId)
  const found = await ctx.cache.remember(ctx.orgId, key, ['channels'], SECONDS, () =>
    readChannel(ctx, channelId),
  )
  if (!found) throw new AppError('inbox.channel_not_found')
  return found
}

/** Under what a channel's row is remembered; it depends on the topic `channels`. */
export function channelCacheKey(channelId: string): string {
  return `channel:${channelId}`
}

/** The channel as it stands in this transaction, or null. */
export async function readChannel(ctx: QueryContext, channelId: string): Promise<ChannelRow | null> {
  const { rows } = await sql<ChannelRow>`select ${channelColumns} from inbox.channels c
    where c.org_id = ${ctx.orgId} and c.id = ${channelId} and c.deleted_at is null`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The channel as its vendor needs it, secrets opened. */
export function accountOf(
  ctx: { orgId: string; config: { secret: string; baseUrl: string } },
  row: ChannelRow,
): ChannelAccount {
  const { secret } = ctx.config
  return {
    id: row.id,
    orgId: ctx.orgId,
    kind: row.kind,
    name: row.name,
    address: row.address,
    settings: row.settings,
    secrets: {
      ...(row.secrets !== null && JSON.parse(unseal(secret, CHANNEL_SECRETS, row.secrets))),
      verifyToken: verifyToken(ctx, row.id),
    },
    webhookUrl: webhookUrl(ctx, row.id),
  }
}

/** What WhatsApp has to show when the address is entered there: made from the installation's secret, stored nowhere. */
export function verifyToken({ config }: { config: { secret: string } }, channelId: string): string {
  return createHmac('sha256', config.secret).update(`verify ${channelId}`).digest('base64url').slice(0, 24)
}

/** Where the channel's vendor posts to: an address that only its reader knows, with the organisation inside. */
export function webhookUrl(
  { orgId, config }: { orgId: string; config: { secret: string; baseUrl: string } },
  channelId: string,
): string {
  return `${config.baseUrl}/api/v1/hooks/${mintToken(config.secret, 'channel', orgId, channelId)}`
}
