import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { enqueue } from '#platform/jobs.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { batchOf, factsOfRecipient, fillVariables } from '../../domain/broadcast.ts'
import { contactKey } from '../../domain/contact-key.ts'
import { broadcastChanged } from '../../events.ts'
import { houseFacts } from '../../queries/broadcasts/audience.ts'
import { type ChannelRow, findChannel } from '../../queries/channel.ts'
import { nextNumbers } from '../next-numbers.ts'
import { queueMessage } from '../queue-message.ts'
import { type ContactRow, upsertContacts } from '../upsert-contacts.ts'
import { begin, RUN_BROADCAST } from './start-broadcast.ts'

interface Running {
  id: string
  name: string
  status: string
  channelId: string
  templateId: string
  templateBody: string
  subject: string
  variables: Record<string, string>
  perMinute: number
  isChannelOn: boolean
  /** The channel was taken away, or the template may no longer be used there. */
  isBroken: boolean
}

interface Recipient {
  id: string
  address: string
  name: string
  variables: { postcode?: string }
}

/** How often is looked whether a channel that is switched off is on again. */
const OFF_SECONDS = 60

/**
 * Sends a broadcast to its next recipients, as many as its pace allows, and plans the next ones. Each recipient is taken
 * once: the row says so in the same transaction as the message. Begins a planned one. While the channel is switched off
 * it waits; without channel or template it stops.
 */
export async function sendRecipients(ctx: CommandContext, broadcastId: string): Promise<void> {
  const running = await lockBroadcast(ctx, broadcastId)
  if (!running) return
  if (running.isBroken) return halt(ctx, running)
  if (running.status === 'scheduled') return begin(ctx, broadcastId)
  if (!running.isChannelOn) return goOn(ctx, broadcastId, OFF_SECONDS * 1_000)
  const { size, pauseMs } = batchOf(running.perMinute)
  const recipients = await takeRecipients(ctx, broadcastId, size)
  if (recipients.length === 0) return finish(ctx, running)
  const channel = await findChannel(ctx, running.channelId)
  const house = await houseFacts(ctx)
  const conversations = await openQuietly(ctx, channel, running.subject, recipients)
  const outcomes: Outcome[] = []
  for (const recipient of recipients) {
    const facts = factsOfRecipient(
      { name: recipient.name, postcode: recipient.variables.postcode ?? '' },
      house,
    )
    const variables = fillVariables(running.templateBody, running.variables, facts)
    outcomes.push(await sendOne(ctx, running, conversations.get(recipient.id), variables))
  }
  await noteRecipients(ctx, recipients, outcomes)
  await goOn(ctx, broadcastId, pauseMs)
}

async function goOn(ctx: CommandContext, broadcastId: string, pauseMs: number): Promise<void> {
  const runAt = ctx.now.add({ milliseconds: pauseMs }).toString()
  await enqueue(ctx, ctx.jobs.kinds.get(RUN_BROADCAST)!, { broadcastId }, { key: broadcastId, runAt })
}

async function lockBroadcast(ctx: CommandContext, broadcastId: string): Promise<Running | undefined> {
  const { rows } = await sql<Running>`
    select b.id, b.name, b.status, b.channel_id as "channelId", b.template_id as "templateId", t.body as "templateBody",
      t.subject, b.variables, b.per_minute as "perMinute", ch.is_active as "isChannelOn",
      ch.deleted_at is not null or t.deleted_at is not null or (ch.kind = 'whatsapp' and t.status <> 'approved') as "isBroken"
    from inbox.broadcasts b
    join inbox.templates t on t.org_id = b.org_id and t.id = b.template_id
    join inbox.channels ch on ch.org_id = b.org_id and ch.id = b.channel_id
    where b.org_id = ${ctx.orgId} and b.id = ${broadcastId} and b.status in ('scheduled', 'running')
    for update of b`.execute(ctx.tx)
  return rows[0]
}

async function takeRecipients(ctx: CommandContext, broadcastId: string, size: number): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select id, address, name, variables from inbox.broadcast_recipients
    where org_id = ${ctx.orgId} and broadcast_id = ${broadcastId} and state = 'waiting'
    order by id limit ${size}`.execute(ctx.tx)
  return rows
}

/** The recipients' conversations by recipient: the latest with the person, else a new one that nobody has to look at. */
async function openQuietly(
  ctx: CommandContext,
  channel: ChannelRow,
  subject: string,
  recipients: readonly Recipient[],
): Promise<Map<string, string>> {
  const keyed = recipients.flatMap((one) => {
    const key = contactKey(channel.kind, one.address)
    return key ? [{ ...one, key }] : []
  })
  const contacts = await upsertContacts(
    ctx,
    channel.id,
    keyed.map(({ key, name }) => ({ ...key, name })),
  )
  const found = await findLatest(ctx, [...contacts.values()])
  const fresh = [...contacts.values()].filter(({ id }) => !found.has(id))
  for (const [contactId, conversationId] of await insertQuiet(ctx, channel, subject, fresh))
    found.set(contactId, conversationId)
  return new Map(keyed.map(({ id, key }) => [id, found.get(contacts.get(key.platformUserId)!.id)!]))
}

async function findLatest(
  ctx: CommandContext,
  contacts: readonly ContactRow[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ contactId: string; id: string }>`
    select distinct on (contact_id) contact_id as "contactId", id from inbox.conversations
    where org_id = ${ctx.orgId} and contact_id = any(${contacts.map(({ id }) => id)}::uuid[])
    order by contact_id, opened_at desc`.execute(ctx.tx)
  return new Map(rows.map(({ contactId, id }) => [contactId, id]))
}

async function insertQuiet(
  ctx: CommandContext,
  channel: ChannelRow,
  subject: string,
  contacts: readonly ContactRow[],
): Promise<Map<string, string>> {
  if (contacts.length === 0) return new Map()
  const first = await nextNumbers(ctx, 'conversation', contacts.length)
  const now = ctx.now.toString()
  const ids = contacts.map(() => newId(ctx.now.epochMilliseconds))
  await sql`insert into inbox.conversations (org_id, id, number, channel_id, contact_id, client_id, subject, status,
      opened_at, is_first, last_message_at, last_author, resolved_at)
    select o.id, c.id, c.number, ${channel.id}, c.contact_id, c.client_id, ${subject}, 'resolved', ${now}, c.is_new,
      ${now}, 'broadcast', ${now}
    from core.orgs o, unnest(${ids}::uuid[], ${contacts.map((_, i) => first + i)}::int[],
      ${contacts.map(({ id }) => id)}::uuid[], ${contacts.map(({ clientId }) => clientId)}::uuid[],
      ${contacts.map(({ isNew }) => isNew)}::boolean[]) as c (id, number, contact_id, client_id, is_new)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
  return new Map(contacts.map(({ id }, i) => [id, ids[i]!]))
}

type Outcome = { messageId: string } | { reason: string }

async function sendOne(
  ctx: CommandContext,
  running: Running,
  conversationId: string | undefined,
  variables: readonly string[],
): Promise<Outcome> {
  if (!conversationId) return { reason: 'The address cannot be used on this channel.' }
  try {
    const { id, templateId } = running
    const message = {
      conversationId,
      authorKind: 'broadcast' as const,
      body: '',
      templateId,
      variables,
      broadcastId: id,
    }
    return { messageId: (await queueMessage(ctx, message)).id }
  } catch (error) {
    if (error instanceof AppError) return { reason: error.message }
    throw error
  }
}

/** What became of each recipient, in the order of the list. One statement. */
async function noteRecipients(
  ctx: CommandContext,
  recipients: readonly Recipient[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const messageIds = outcomes.map((outcome) => ('messageId' in outcome ? outcome.messageId : null))
  const reasons = outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : ''))
  await sql`update inbox.broadcast_recipients r set
      state = case when o.message_id is null then 'skipped' else 'queued' end, message_id = o.message_id, reason = o.reason
    from unnest(${recipients.map(({ id }) => id)}::uuid[], ${messageIds}::uuid[], ${reasons}::text[])
      as o (id, message_id, reason)
    where r.org_id = ${ctx.orgId} and r.id = o.id`.execute(ctx.tx)
}

async function finish(ctx: CommandContext, { id, name }: Running): Promise<void> {
  await sql`update inbox.broadcasts set status = 'done', finished_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${id} and status = 'running'`.execute(ctx.tx)
  await publish(ctx, broadcastChanged({ broadcastId: id, name, status: 'done' }))
}

/** Nobody else can get it: the audit log says why. */
async function halt(ctx: CommandContext, { id, name }: Running): Promise<void> {
  await sql`update inbox.broadcasts set status = 'stopped', finished_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${id} and status in ('scheduled', 'running')`.execute(ctx.tx)
  await audit(ctx, {
    action: 'broadcast.stop',
    recordType: 'broadcast',
    recordId: id,
    summary: `The broadcast ${name} stopped: its channel or its text can no longer be used`,
  })
  await publish(ctx, broadcastChanged({ broadcastId: id, name, status: 'stopped' }))
}
