import type { CommandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import { hashToken } from '#values/token.ts'
import type * as contract from '../contract/webchat.ts'
import { findOpenWebchat } from '../queries/webchat.ts'
import { inboxTables } from '../tables.ts'

/** Gives somebody's browser a key of its own. Only its hash is kept, so nobody else can ever read their thread. */
export async function startVisit(
  ctx: CommandContext,
  { token, page }: Input<typeof contract.startVisit>,
): Promise<Output<typeof contract.startVisit>> {
  const channel = await findOpenWebchat(ctx, token)
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  await inboxTables(ctx.tx)
    .insertInto('webchat_visitors')
    .values({
      org_id: ctx.orgId,
      id: newId(ctx.now.epochMilliseconds),
      channel_id: channel.id,
      key_hash: await hashToken(key),
      page,
      first_seen_at: ctx.now.toString(),
    })
    .execute()
  return { key }
}
