import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/webchat.ts'
import { channelChanged } from '../events.ts'
import { readChannel } from '../queries/channel.ts'
import { toWebchat, webchatSettings } from '../queries/webchat.ts'
import { inboxTables } from '../tables.ts'
import { newWebchatKey } from './create-webchat.ts'

/** Changes how a web chat looks, where it works, whether it does; on request its line for the site. */
export async function updateWebchat(
  ctx: CommandContext,
  { channelId, name, isActive, settings, renewToken }: Input<typeof contract.updateWebchat>,
): Promise<Output<typeof contract.updateWebchat>> {
  permit(ctx, 'inbox.manage')
  const before = await readChannel(ctx, channelId)
  if (before?.kind !== 'webchat') throw new AppError('inbox.channel_not_found')
  const after = { ...before.settings, ...webchatSettings(before), ...settings }
  await inboxTables(ctx.tx)
    .updateTable('channels')
    .set({
      name: name ?? before.name,
      is_active: isActive ?? before.isActive,
      settings: JSON.stringify(renewToken ? { ...after, key: newWebchatKey() } : after),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', channelId)
    .where('deleted_at', 'is', null)
    .execute()
  await publish(ctx, channelChanged({ channelId, kind: 'webchat', change: 'changed' }))
  return toWebchat(ctx, (await readChannel(ctx, channelId))!)
}
