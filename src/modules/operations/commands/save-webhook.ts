import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { isPrivateHost } from '#platform/private-address.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import {
  ALL_EVENTS,
  type createWebhook,
  type updateWebhook as updateContract,
  type Webhook,
} from '../contract.ts'
import { getWebhook } from '../queries/list-webhooks.ts'
import { outgoingKinds } from '../queries/outgoing-kinds.ts'
import { operationsTables } from '../tables.ts'

const MOST_WEBHOOKS = 50

/** Adds a webhook. The secret arrives sealed: only the errand that made it ever shows it. */
export async function insertWebhook(
  ctx: CommandContext,
  { url, description, events, secretBox }: Input<typeof createWebhook> & { secretBox: string },
): Promise<Webhook> {
  permit(ctx, 'webhook.manage')
  refuseUnknownEvents(events)
  refusePrivateTarget(ctx, url)
  const { count } = await operationsTables(ctx.tx)
    .selectFrom('webhooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirstOrThrow()
  if (count >= MOST_WEBHOOKS) throw new AppError('operations.too_many_webhooks')
  const id = newId()
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  await operationsTables(ctx.tx)
    .insertInto('webhooks')
    .values({
      org_id: ctx.orgId,
      id,
      url,
      description,
      events,
      secret_box: secretBox,
      created_at: now,
      created_by: ctx.actor.kind === 'user' ? ctx.actor.name : 'Frontdesk',
      updated_at: now,
    })
    .execute()
  await audit(ctx, {
    action: 'webhook.create',
    recordType: 'webhook',
    recordId: id,
    summary: `Webhook to ${url} added`,
    changes: { url: [null, url], events: [null, events] },
  })
  return getWebhook(ctx, { webhookId: id })
}

/** Changes a webhook; fields that are missing stay as they are. */
export async function updateWebhook(
  ctx: CommandContext,
  { webhookId, ...wanted }: Input<typeof updateContract>,
): Promise<Webhook> {
  permit(ctx, 'webhook.manage')
  const before = await getWebhook(ctx, { webhookId })
  if (wanted.events) refuseUnknownEvents(wanted.events)
  if (wanted.url) refusePrivateTarget(ctx, wanted.url)
  const { url = before.url, description = before.description, events = before.events } = wanted
  const { isActive = before.isActive } = wanted
  await operationsTables(ctx.tx)
    .updateTable('webhooks')
    .set({ url, description, events, is_active: isActive, updated_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', webhookId)
    .execute()
  const after = { url, description, events, isActive }
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length > 0) {
    await audit(ctx, {
      action: 'webhook.update',
      recordType: 'webhook',
      recordId: webhookId,
      summary: `Webhook to ${url} ${pausedOrChanged(before, after)}`,
      changes,
    })
  }
  return { ...before, ...after }
}

/** Deletes a webhook with its log. */
export async function deleteWebhook(
  ctx: CommandContext,
  { webhookId }: { webhookId: string },
): Promise<{ done: true }> {
  permit(ctx, 'webhook.manage')
  const deleted = await operationsTables(ctx.tx)
    .deleteFrom('webhooks')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', webhookId)
    .returning('url')
    .executeTakeFirst()
  if (!deleted) throw new AppError('operations.webhook_not_found')
  await audit(ctx, {
    action: 'webhook.delete',
    recordType: 'webhook',
    recordId: webhookId,
    summary: `Webhook to ${deleted.url} deleted with its delivery log`,
  })
  return { done: true }
}

/** Puts a new sealed secret in place of the old one. */
export async function replaceWebhookSecret(
  ctx: CommandContext,
  { webhookId, secretBox }: { webhookId: string; secretBox: string },
): Promise<void> {
  permit(ctx, 'webhook.manage')
  const changed = await operationsTables(ctx.tx)
    .updateTable('webhooks')
    .set({ secret_box: secretBox, updated_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', webhookId)
    .returning('url')
    .executeTakeFirst()
  if (!changed) throw new AppError('operations.webhook_not_found')
  await audit(ctx, {
    action: 'webhook.rotate_secret',
    recordType: 'webhook',
    recordId: webhookId,
    summary: `New signing secret for the webhook to ${changed.url}`,
  })
}

function refuseUnknownEvents(names: readonly string[]): void {
  const known = new Set([ALL_EVENTS, ...outgoingKinds().map(({ name }) => name)])
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw invalidInput([
    { path: ['events'], message: `There is no event called ${unknown.join(', ')}. Choose from the list.` },
  ])
}

/** While developing, receivers run on the same machine; in production such an address could reach into the network. */
function refusePrivateTarget(ctx: CommandContext, url: string): void {
  if (ctx.config.env !== 'production' || !isPrivateHost(new URL(url).hostname)) return
  throw invalidInput([
    {
      path: ['url'],
      message:
        'This address leads to this machine or a private network. Use one that is reachable from the internet.',
    },
  ])
}

type Settings = Pick<Webhook, 'url' | 'description' | 'events' | 'isActive'>

function changesBetween(before: Settings, after: Settings): Record<string, [unknown, unknown]> {
  const fields = ['url', 'description', 'events', 'isActive'] as const
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, [before[field], after[field]]]),
  )
}

function pausedOrChanged(before: Settings, after: Settings): string {
  if (before.isActive === after.isActive) return 'changed'
  return after.isActive ? 'switched on' : 'paused'
}
