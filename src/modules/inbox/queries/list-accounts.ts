import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { ChannelAccount } from '../contract/incoming.ts'
import { accountOf, type ChannelRow, channelColumns } from './channel.ts'

/** Every channel that works, as its vendor knows it, secrets opened: for whoever stands in for the vendors. */
export async function listAccounts(ctx: QueryContext): Promise<ChannelAccount[]> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<ChannelRow>`select ${channelColumns} from inbox.channels c
    where c.org_id = ${ctx.orgId} and c.is_active and c.deleted_at is null order by c.created_at, c.id`.execute(
    ctx.tx,
  )
  return rows.map((row) => accountOf(ctx, row))
}
