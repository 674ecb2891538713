import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { assignmentWords } from '../domain/act-words.ts'
import { conversationChanged } from '../events.ts'
import { loadPeople } from '../queries/people.ts'
import { inboxTables } from '../tables.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/** To whom; undefined leaves what is, null takes away. */
export interface AssignTo {
  assigneeId?: string | null | undefined
  teamId?: string | null | undefined
}

/** Gives the locked conversations to a person, a team or both; refuses who is not here. Returns those that changed. */
export async function assignConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
  to: AssignTo,
): Promise<LockedConversation[]> {
  const [assignee, team] = await Promise.all([findAssignee(ctx, to.assigneeId), findTeam(ctx, to.teamId)])
  const rows = locked.filter(
    (one) =>
      (assignee !== undefined && one.assigneeId !== idOf(assignee)) ||
      (team !== undefined && one.teamId !== idOf(team)),
  )
  if (rows.length === 0) return []
  const byId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const assigned = rows.map((row) => ({
    ...row,
    toAssignee: assignee === undefined ? row.assigneeId : (assignee?.id ?? null),
    toTeam: team === undefined ? row.teamId : (team?.id ?? null),
    words: assignmentWords({
      by: byWords(ctx),
      byId,
      assignee: row.assigneeId === idOf(assignee) ? undefined : assignee,
      team: row.teamId === idOf(team) ? undefined : team,
    }),
  }))
  await writeAssigned(ctx, assigned)
  return rows
}

const idOf = (chosen: { id: string } | null | undefined) =>
  chosen === undefined ? undefined : (chosen?.id ?? null)

/** A conversation with whom it goes to, and the sentence for its thread. */
export interface Assigned extends LockedConversation {
  toAssignee: string | null
  toTeam: string | null
  words: string
}

/** Writes assignments, each with its own person and team; the person takes part from then on. */
export async function writeAssigned(ctx: CommandContext, assigned: readonly Assigned[]): Promise<void> {
  if (assigned.length === 0) return
  const column = <T>(value: (row: Assigned) => T) => assigned.map(value)
  const ids = column(({ conversationId }) => conversationId)
  const assignees = column(({ toAssignee }) => toAssignee)
  await Promise.all([
    sql`
      update inbox.conversations c set assignee_id = a.assignee_id, team_id = a.team_id
      from unnest(${ids}::uuid[], ${assignees}::uuid[], ${column(({ toTeam }) => toTeam)}::uuid[]) as a (id, assignee_id, team_id)
      where c.org_id = ${ctx.orgId} and c.id = a.id`.execute(ctx.tx),
    sql`
      insert into inbox.participants (org_id, conversation_id, member_id, since)
      select o.id, a.id, a.assignee_id, ${ctx.now.toString()}
      from core.orgs o, unnest(${ids}::uuid[], ${assignees}::uuid[]) as a (id, assignee_id)
      where o.id = ${ctx.orgId} and a.assignee_id is not null on conflict do nothing`.execute(ctx.tx),
    noteActs(
      ctx,
      assigned.map((row) => ({
        conversationId: row.conversationId,
        event: 'assigned',
        body: row.words,
        data: {
          assigneeId: row.toAssignee,
          teamId: row.toTeam,
          before: { assigneeId: row.assigneeId, teamId: row.teamId },
        },
      })),
    ),
    publishMany(
      ctx,
      assigned.map((row) =>
        conversationChanged({ ...conversationFacts(row), assigneeId: row.toAssignee, change: 'assigned' }),
      ),
    ),
  ])
}

async function findAssignee(ctx: CommandContext, memberId: string | null | undefined) {
  if (memberId === undefined || memberId === null) return memberId
  const member = (await loadPeople(ctx)).get(memberId)
  if (!member?.isActive) throw new AppError('inbox.not_found')
  return { id: member.id, name: member.name }
}

async function findTeam(ctx: CommandContext, teamId: string | null | undefined) {
  if (teamId === undefined || teamId === null) return teamId
  const team = await inboxTables(ctx.tx)
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', teamId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!team) throw new AppError('inbox.not_found')
  return team
}
