import type { ErrandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import { accountOf, type ChannelRow, channelCacheKey, readChannel } from '../queries/channel.ts'

const SECONDS = 10
const accounts = new WeakMap<ChannelRow, ChannelAccount>()

/** A channel as its vendor needs it. Remembered, so that most deliveries cost no question to the database. */
export async function loadAccount(ctx: ErrandContext, channelId: string): Promise<ChannelAccount> {
  const row = await ctx.cache.remember(ctx.orgId, channelCacheKey(channelId), ['channels'], SECONDS, () =>
    ctx.query(readChannel, channelId),
  )
  if (!row) throw new AppError('inbox.channel_not_found')
  const account = accounts.get(row) ?? accountOf(ctx, row)
  accounts.set(row, account)
  return account
}
