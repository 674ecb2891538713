import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { breachWords, newBreaches } from '../domain/breach.ts'
import { slaBreached } from '../events.ts'
import { lockWhere } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/** Marks promises that were broken since the last look, and tells each once (INBX-022). */
export async function noteBreaches(ctx: CommandContext): Promise<void> {
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  const owed = await lockWhere(
    ctx,
    sql`c.status <> 'resolved' and ((c.due_at <= ${now} and c.due_told_at is distinct from c.due_at)
      or (c.resolution_sla = 'pending' and c.resolution_due_at <= ${now}))`,
  )
  const broken = owed.flatMap((one) => newBreaches(one, now).map((breach) => ({ ...breach, one })))
  if (broken.length === 0) return
  const of = (wanted: 'first' | 'next' | 'resolution') =>
    broken.filter(({ promise }) => promise === wanted).map(({ one }) => one.conversationId)
  await Promise.all([
    sql`
      update inbox.conversations c set
        due_told_at = case when c.id = any(${[...of('first'), ...of('next')]}::uuid[]) then c.due_at else c.due_told_at end,
        first_sla = case when c.id = any(${of('first')}::uuid[]) and c.first_sla = 'pending' then 'breached' else c.first_sla end,
        resolution_sla = case when c.id = any(${of('resolution')}::uuid[]) then 'breached' else c.resolution_sla end
      where c.org_id = ${ctx.orgId} and c.id = any(${owed.map(({ conversationId }) => conversationId)}::uuid[])`.execute(
      ctx.tx,
    ),
    noteActs(
      ctx,
      broken.map(({ promise, dueAt, one }) => ({
        conversationId: one.conversationId,
        event: 'overdue',
        body: breachWords[promise],
        data: { promise, dueAt },
      })),
    ),
    publishMany(
      ctx,
      broken.map(({ promise, dueAt, one }) => slaBreached({ ...conversationFacts(one), promise, dueAt })),
    ),
  ])
}
