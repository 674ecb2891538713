import type { CommandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/webchat.ts'
import { findOpenWebchat, findVisitor } from '../queries/webchat.ts'
import { receiveFromVisitor } from './receive-from-visitor.ts'

/** A visitor writes. The holder of a key writes in their own name only. */
export async function sendVisitorMessage(
  ctx: CommandContext,
  { token, key, ref, body, page }: Input<typeof contract.sendVisitorMessage>,
): Promise<Output<typeof contract.sendVisitorMessage>> {
  const channel = await findOpenWebchat(ctx, token)
  const visitor = await findVisitor(ctx, channel.id, key)
  return { message: await receiveFromVisitor(ctx, { channelId: channel.id, visitor, ref, body, page }) }
}
