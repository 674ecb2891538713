import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { isOpenAt } from '#values/business-hours.ts'
import type { EventRecord } from '#values/event.ts'
import { assignmentWords } from '../domain/act-words.ts'
import { type Arrival, assignArrivals, type Decision, type RuleFacts } from '../domain/assignment.ts'
import type { botEscalated, messagesReceived } from '../events.ts'
import { readAgents } from '../queries/agents/list-agents.ts'
import { loadPeople } from '../queries/people.ts'
import { readTeams } from '../queries/rules/list-teams.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { type Assigned, writeAssigned } from './assign-conversations.ts'
import { BOT_CHANNELS, botIsOn } from './bot/wake-bot.ts'
import { type LockedConversation, lockWhere } from './change-conversations.ts'

/** Conversations given at a time; the rest a minute later. */
const MOST = 200
/** The bot is waited for so long where it is on; then a person is found whatever became of it. */
const BOT_MINUTES = 2

/** Gives conversations that just began to somebody by the rules. Those that the bot answers wait for what it makes of them. */
export async function assignNew(
  ctx: CommandContext,
  { payload }: EventRecord<typeof messagesReceived.payload>,
): Promise<void> {
  const opening = payload.messages.filter(({ isOpening }) => isOpening)
  if (opening.length === 0) return
  const isBotOn = await botIsOn(ctx)
  const own = opening.filter(
    ({ channelKind }) => !isBotOn || !(BOT_CHANNELS as readonly string[]).includes(channelKind),
  )
  await assignWhere(ctx, sql`c.id = any(${own.map(({ conversationId }) => conversationId)}::uuid[])`)
}

/** Gives a conversation that the bot passed on to somebody by the rules. */
export async function assignEscalated(
  ctx: CommandContext,
  { payload }: EventRecord<typeof botEscalated.payload>,
): Promise<void> {
  await assignWhere(ctx, sql`c.id = ${payload.conversationId}`)
}

/** Gives what waits for a person, because nobody was free before, to who is free now. */
export async function assignWaiting(ctx: CommandContext): Promise<void> {
  const since = ctx.now.subtract({ minutes: BOT_MINUTES }).toString()
  await assignWhere(
    ctx,
    sql`c.id in (select w.id from inbox.conversations w where w.org_id = ${ctx.orgId} and w.status <> 'resolved'
      and w.status = 'open' and w.assignee_id is null and w.waiting_since <= ${since} order by w.id limit ${MOST})`,
  )
}

async function assignWhere(ctx: CommandContext, condition: ReturnType<typeof sql>): Promise<void> {
  const rules = await lockRules(ctx)
  if (rules.length === 0) return
  const waiting = await lockWhere(
    ctx,
    sql`c.status <> 'resolved' and c.status = 'open' and c.assignee_id is null and c.bot_state <> 'running' and ${condition}`,
  )
  if (waiting.length === 0) return
  const [agents, teams, { schedule }, people] = await Promise.all([
    readAgents(ctx),
    readTeams(ctx),
    loadSlaRules(ctx),
    loadPeople(ctx),
  ])
  const { decisions, last } = assignArrivals(
    {
      rules,
      agents,
      teams: new Map(teams.map(({ id, memberIds }) => [id, memberIds])),
      isOpen: isOpenAt(schedule, ctx.now.epochMilliseconds),
    },
    waiting.map(
      ({ conversationId, channelKind, teamId }): Arrival => ({ conversationId, channelKind, teamId }),
    ),
  )
  const byId = new Map(waiting.map((one) => [one.conversationId, one]))
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]))
  const assigned = decisions
    .filter(({ conversationId, memberId, teamId }) => memberId || byId.get(conversationId)!.teamId !== teamId)
    .map((decision) =>
      toAssigned(byId.get(decision.conversationId)!, decision, {
        person: decision.memberId && (people.get(decision.memberId)?.name ?? ''),
        team: teamNames.get(decision.teamId) ?? '',
      }),
    )
  await writeAssigned(ctx, assigned)
  await noteTurns(ctx, last)
}

function toAssigned(
  one: LockedConversation,
  { memberId, teamId, ruleName }: Decision,
  names: { person: string | null; team: string },
): Assigned {
  const assignee = memberId ? { id: memberId, name: names.person ?? '' } : undefined
  const team = one.teamId === teamId ? undefined : { id: teamId, name: names.team }
  const words = assignmentWords({ by: `The rule “${ruleName}”`, byId: null, assignee, team })
  return { ...one, toAssignee: memberId, toTeam: teamId, words }
}

/** Locked, so that two batches at once do not give both turns to the same person. */
async function lockRules(ctx: CommandContext): Promise<RuleFacts[]> {
  const { rows } = await sql<RuleFacts>`
    select id, name, channel_kind as "channelKind", how, team_id as "teamId", only_online as "onlyOnline",
      only_open_hours as "onlyOpenHours", is_active as "isActive", last_member_id as "lastMemberId"
    from inbox.assignment_rules where org_id = ${ctx.orgId} and is_active order by position, id for update`.execute(
    ctx.tx,
  )
  return rows
}

async function noteTurns(ctx: CommandContext, last: ReadonlyMap<string, string>): Promise<void> {
  if (last.size === 0) return
  await sql`update inbox.assignment_rules r set last_member_id = t.member_id
    from unnest(${[...last.keys()]}::uuid[], ${[...last.values()]}::uuid[]) as t (id, member_id)
    where r.org_id = ${ctx.orgId} and r.id = t.id`.execute(ctx.tx)
}
