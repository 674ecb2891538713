import type { CommandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/webchat.ts'
import { findOpenWebchat, findVisitor } from '../queries/webchat.ts'
import { receiveFromVisitor } from './receive-from-visitor.ts'
import { writeVisitorDetails } from './save-visitor-details.ts'

/** The form for closed hours: who it is, where to answer, and the message, all or nothing. */
export async function leaveMessage(
  ctx: CommandContext,
  { token, key, ref, name, contact, body, page }: Input<typeof contract.leaveMessage>,
): Promise<Output<typeof contract.leaveMessage>> {
  const channel = await findOpenWebchat(ctx, token)
  const found = await findVisitor(ctx, channel.id, key)
  const address = contact.includes('@') ? { email: contact } : { phone: contact }
  const visitor = await writeVisitorDetails(ctx, channel.id, found, { name, ...address })
  const message = await receiveFromVisitor(ctx, {
    channelId: channel.id,
    visitor,
    ref,
    body,
    page,
    isOffline: true,
  })
  return { message }
}
