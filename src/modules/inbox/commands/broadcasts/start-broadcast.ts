import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { enqueue } from '#platform/jobs.ts'
import { permit, scopeOf } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type { Audience, Broadcast, startBroadcast as contract } from '../../contract/broadcasts.ts'
import type { ChannelKind } from '../../contract/words.ts'
import { broadcastChanged } from '../../events.ts'
import { chooseAudience, houseFacts, usableTemplate } from '../../queries/broadcasts/audience.ts'
import { readBroadcast } from '../../queries/broadcasts/broadcast-row.ts'
import { idSequence } from '../ordered-ids.ts'

/** The job that sends the next recipients of a broadcast; registered in `jobs/broadcasts.ts`. */
export const RUN_BROADCAST = 'runBroadcast'

interface Begun {
  name: string
  channelId: string
  channelKind: ChannelKind
  templateId: string
  audience: Audience
  variables: Record<string, string>
  /** The scope of whoever planned it; null when it begins at once, or without a scope. */
  staffIds: string[] | null
}

/** Sends a broadcast now, or plans it. Only a draft or a planned one can begin; two presses begin it once. */
export async function startBroadcast(ctx: CommandContext, input: Input<typeof contract>): Promise<Broadcast> {
  permit(ctx, 'broadcast.send')
  const { broadcastId, at } = input
  const isLater = at !== undefined && !isNow(ctx, at)
  if (isLater) await plan(ctx, broadcastId, at)
  else await begin(ctx, broadcastId)
  const broadcast = await readBroadcast(ctx, broadcastId)
  await audit(ctx, {
    action: isLater ? 'broadcast.schedule' : 'broadcast.start',
    recordType: 'broadcast',
    recordId: broadcastId,
    summary: `${isLater ? 'Scheduled' : 'Began'} the broadcast ${broadcast.name}`,
  })
  await publish(ctx, broadcastChanged({ broadcastId, name: broadcast.name, status: broadcast.status }))
  return broadcast
}

/** How far back a planned time may lie and still mean now: somebody took a moment to press the button. */
const SLACK_MS = 60_000

/** A time long past is a slip of the pen, and nobody wants a thousand messages sent by one. */
function isNow(ctx: CommandContext, at: string): boolean {
  const ahead = Date.parse(at) - ctx.now.epochMilliseconds
  if (ahead < -SLACK_MS)
    throw invalidInput([{ path: ['at'], message: 'This time has passed. Choose a later one, or send now.' }])
  return ahead <= 0
}

/** When its time has come nobody is signed in: the planner's scope is kept. */
async function plan(ctx: CommandContext, broadcastId: string, at: string): Promise<void> {
  const staffIds = scopeOf(ctx.actor)?.staffIds ?? null
  const { rows } = await sql`update inbox.broadcasts set status = 'scheduled', scheduled_at = ${at},
      staff_ids = ${staffIds && [...staffIds]}::uuid[]
    where org_id = ${ctx.orgId} and id = ${broadcastId} and status in ('draft', 'scheduled') returning id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) await refuse(ctx, broadcastId)
  await enqueue(ctx, ctx.jobs.kinds.get(RUN_BROADCAST)!, { broadcastId }, { key: broadcastId, runAt: at })
}

/** Chooses the people and begins to send. Also called by the job when a planned one's time has come. */
export async function begin(ctx: CommandContext, broadcastId: string): Promise<void> {
  const { rows } = await sql<Begun>`
    update inbox.broadcasts b set status = 'running', started_at = ${ctx.now.toString()}
    from inbox.channels ch
    where b.org_id = ${ctx.orgId} and b.id = ${broadcastId} and b.status in ('draft', 'scheduled')
      and ch.org_id = b.org_id and ch.id = b.channel_id
    returning b.name, b.channel_id as "channelId", ch.kind as "channelKind", b.template_id as "templateId", b.audience,
      b.variables, b.staff_ids as "staffIds"`.execute(ctx.tx)
  const begun = rows[0]
  if (!begun) return refuse(ctx, broadcastId)
  const { channelId, channelKind: kind, templateId, variables, staffIds } = begun
  const { body } = await usableTemplate(ctx, { id: channelId, kind }, templateId)
  const wording = { body, variables, house: await houseFacts(ctx) }
  const { chosen, skipped } = await chooseAudience(
    ctx,
    kind,
    { ...begun.audience, staffIds: staffIds ?? [] },
    wording,
  )
  const nextId = idSequence()
  const people = [
    ...chosen.map((one) => ({ ...one, state: 'waiting', reason: '' })),
    ...keepEach(skipped, new Set(chosen.map(({ address }) => address))),
  ]
  await sql`insert into inbox.broadcast_recipients (org_id, id, broadcast_id, client_id, address, name, variables, state, reason)
    select o.id, r.id, ${broadcastId}, r.client_id, r.address, r.name, r.variables::jsonb, r.state, r.reason
    from core.orgs o, unnest(${people.map(() => nextId(ctx.now.epochMilliseconds))}::uuid[],
      ${people.map(({ clientId }) => clientId)}::uuid[], ${people.map(({ address }) => address)}::text[],
      ${people.map(({ name }) => name)}::text[], ${people.map(({ postcode }) => JSON.stringify({ postcode }))}::text[],
      ${people.map(({ state }) => state)}::text[], ${people.map(({ reason }) => reason)}::text[])
      as r (id, client_id, address, name, variables, state, reason)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
  await enqueue(ctx, ctx.jobs.kinds.get(RUN_BROADCAST)!, { broadcastId }, { key: broadcastId })
}

/** Skipped ones are kept with their reason, each address once; who stands among the chosen is not kept twice. */
function keepEach<T extends { address: string; row: number | null; clientId: string | null; reason: string }>(
  skipped: readonly T[],
  taken: Set<string>,
): (T & { state: string })[] {
  return skipped.flatMap((one) => {
    const address = one.address.trim() === '' ? `(none) ${one.clientId ?? one.row}` : one.address
    if (taken.has(address)) return []
    taken.add(address)
    return [{ ...one, address, state: 'skipped' }]
  })
}

async function refuse(ctx: CommandContext, broadcastId: string): Promise<never> {
  await readBroadcast(ctx, broadcastId)
  throw new AppError('inbox.broadcast_running')
}
