import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { EventRecord } from '#values/event.ts'
import { COMMENT_MINUTES } from '../../domain/satisfaction.ts'
import type { messagesReceived } from '../../events.ts'

/** Words that follow a score closely are its comment, too. They stay in the thread as what they are: a message. */
export async function noteRatingComments(
  ctx: CommandContext,
  { payload }: EventRecord<typeof messagesReceived.payload>,
): Promise<void> {
  const ids = payload.messages
    .filter(({ kind }) => kind === 'text' || kind === 'email')
    .map(({ messageId }) => messageId)
  if (ids.length === 0) return
  await sql`
    update inbox.ratings r set comment = left(w.body, 2000)
    from (select distinct on (m.conversation_id) m.conversation_id, m.body, m.created_at from inbox.messages m
          where m.org_id = ${ctx.orgId} and m.id = any(${ids}::uuid[]) and length(m.body) > 3
          order by m.conversation_id, m.created_at) w
    where r.org_id = ${ctx.orgId} and r.conversation_id = w.conversation_id and r.score is not null and r.comment = ''
      and r.answered_at <= w.created_at
      and r.answered_at > w.created_at - ${COMMENT_MINUTES} * interval '1 minute'`.execute(ctx.tx)
}
