import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { VendorRefused, vendorOf } from '../adapters/channel.ts'
import { noteChannelCheck } from '../commands/note-channel-check.ts'
import type { testChannel as contract } from '../contract/channels.ts'
import { loadAccount } from './account-of.ts'

/** Asks the vendor whether number and tokens are right, and notes the answer on the channel's page. */
export async function testChannel(
  ctx: ErrandContext,
  { channelId }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'inbox.manage')
  const account = await loadAccount(ctx, channelId)
  const vendor = vendorOf(ctx.adapters, account)
  const answer = await check()
  await ctx.command(noteChannelCheck, { channelId, ...answer })
  return answer

  async function check() {
    if (!vendor.check) return { ok: true, words: 'There is nothing to ask a provider about.' }
    try {
      return await vendor.check(account)
    } catch (error) {
      if (!(error instanceof VendorRefused)) throw error
      return { ok: false, words: `The provider refused: ${error.title} (${error.code}).` }
    }
  }
}
