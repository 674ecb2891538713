import { randomBytes } from 'node:crypto'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/webchat.ts'
import { WebchatSettings } from '../contract/webchat.ts'
import { channelChanged } from '../events.ts'
import { readChannel } from '../queries/channel.ts'
import { toWebchat } from '../queries/webchat.ts'
import { inboxTables } from '../tables.ts'

/** Adds a web chat with the usual look; it works as soon as its line stands in a page. */
export async function createWebchat(
  ctx: CommandContext,
  { name }: Input<typeof contract.createWebchat>,
): Promise<Output<typeof contract.createWebchat>> {
  permit(ctx, 'inbox.manage')
  const id = newId(ctx.now.epochMilliseconds)
  await inboxTables(ctx.tx)
    .insertInto('channels')
    .values({
      org_id: ctx.orgId,
      id,
      kind: 'webchat',
      name,
      settings: JSON.stringify({ ...WebchatSettings.parse({}), key: newWebchatKey() }),
      created_at: ctx.now.toString(),
    })
    .execute()
  await publish(ctx, channelChanged({ channelId: id, kind: 'webchat', change: 'added' }))
  return toWebchat(ctx, (await readChannel(ctx, id))!)
}

/** The part of a web chat's name in pages that can be made anew. */
export function newWebchatKey(): string {
  return randomBytes(8).toString('hex')
}
