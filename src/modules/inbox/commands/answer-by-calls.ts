import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Call } from '../domain/call.ts'
import { openMs } from '../domain/sla.ts'
import { loadPeople } from '../queries/people.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'

interface Talked extends Call {
  id: string
  conversationId: string
}

interface Waiting {
  conversationId: string
  channelId: string
  waitedFrom: string
  dueAt: string | null
  firstReplyAt: string | null
  assigneeId: string | null
}

/** A talk that ended somebody's wait. */
interface Reply extends Waiting {
  callId: string
  /** Who talked; null when nobody knows. */
  agentId: string | null
  repliedAt: string
  ms: number
  openMs: number
}

/**
 * Talking with somebody answers them: the wait that began before ends, and is kept as the answer of the person who
 * talked. Who called again meanwhile and was missed goes on waiting. Five statements, however many calls.
 */
export async function answerByCalls(ctx: CommandContext, calls: readonly Talked[]): Promise<void> {
  if (calls.length === 0) return
  const replies = await repliesOf(ctx, calls)
  if (replies.length === 0) return
  await Promise.all([
    endWaits(ctx, replies),
    keepReplies(
      ctx,
      replies.filter(({ agentId }) => agentId !== null),
    ),
  ])
}

/** Of each conversation that waits, the first talk since its wait began. */
async function repliesOf(ctx: CommandContext, calls: readonly Talked[]): Promise<Reply[]> {
  const { rows } = await sql<Waiting>`
    select id as "conversationId", channel_id as "channelId", waiting_since as "waitedFrom", due_at as "dueAt",
      first_reply_at as "firstReplyAt", assignee_id as "assigneeId"
    from inbox.conversations
    where org_id = ${ctx.orgId} and id = any(${calls.map(({ conversationId }) => conversationId)}::uuid[])
      and waiting_since is not null order by id for update`.execute(ctx.tx)
  if (rows.length === 0) return []
  const [rules, people] = await Promise.all([loadSlaRules(ctx), loadPeople(ctx)])
  const memberOf = new Map([...people.values()].map(({ id, email }) => [email.toLowerCase(), id]))
  const byTime = calls.toSorted((a, b) => Date.parse(a.answeredAt!) - Date.parse(b.answeredAt!))
  return rows.flatMap((waiting) => {
    const from = Date.parse(waiting.waitedFrom)
    const call = byTime.find(
      ({ conversationId, answeredAt }) =>
        conversationId === waiting.conversationId && Date.parse(answeredAt!) >= from,
    )
    if (!call) return []
    const repliedAt = call.answeredAt!
    const agentId = (call.answeredBy && memberOf.get(call.answeredBy)) || waiting.assigneeId
    const open = openMs(rules, waiting.waitedFrom, repliedAt)
    return [
      { ...waiting, callId: call.id, agentId, repliedAt, ms: Date.parse(repliedAt) - from, openMs: open },
    ]
  })
}

async function endWaits(ctx: CommandContext, replies: readonly Reply[]): Promise<void> {
  const column = <T>(value: (reply: Reply) => T) => replies.map(value)
  await sql`
    update inbox.conversations c set waiting_since = null, due_at = null,
      first_reply_at = coalesce(c.first_reply_at, r.at),
      first_reply_by = case when c.first_reply_at is null then r.agent_id else c.first_reply_by end,
      first_reply_ms = case when c.first_reply_at is null then r.ms else c.first_reply_ms end,
      first_reply_open_ms = case when c.first_reply_at is null then r.open_ms else c.first_reply_open_ms end,
      first_sla = case when c.first_sla <> 'pending' then c.first_sla
        when c.first_due_at is null or r.at <= c.first_due_at then 'met' else 'breached' end,
      handled_by = case c.handled_by when 'nobody' then 'agent' when 'bot' then 'both' else c.handled_by end
    from unnest(${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ repliedAt }) => repliedAt)}::timestamptz[], ${column(({ agentId }) => agentId)}::uuid[],
      ${column(({ ms }) => ms)}::bigint[], ${column((reply) => reply.openMs)}::bigint[]) as r (id, at, agent_id, ms, open_ms)
    where c.org_id = ${ctx.orgId} and c.id = r.id`.execute(ctx.tx)
}

/** The call's own entry is the answering message. */
async function keepReplies(ctx: CommandContext, replies: readonly Reply[]): Promise<void> {
  const column = <T>(value: (reply: Reply) => T) => replies.map(value)
  const isWithin = ({ dueAt, repliedAt }: Reply) =>
    dueAt === null ? null : Date.parse(repliedAt) <= Date.parse(dueAt)
  await sql`
    insert into inbox.replies (org_id, id, conversation_id, channel_id, agent_id, waited_from, replied_at, wait_ms,
      wait_open_ms, is_first, is_within)
    select o.id, r.* from core.orgs o, unnest(${column(({ callId }) => callId)}::uuid[],
      ${column(({ conversationId }) => conversationId)}::uuid[], ${column(({ channelId }) => channelId)}::uuid[],
      ${column(({ agentId }) => agentId)}::uuid[], ${column(({ waitedFrom }) => waitedFrom)}::timestamptz[],
      ${column(({ repliedAt }) => repliedAt)}::timestamptz[], ${column(({ ms }) => ms)}::bigint[],
      ${column((reply) => reply.openMs)}::bigint[], ${column(({ firstReplyAt }) => firstReplyAt === null)}::bool[],
      ${column(isWithin)}::bool[])
      as r (id, conversation_id, channel_id, agent_id, waited_from, replied_at, wait_ms, wait_open_ms, is_first, is_within)
    where o.id = ${ctx.orgId} on conflict (org_id, id) do nothing`.execute(ctx.tx)
}
