import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { may, permit } from '#values/actor.ts'
import { decodeCursor, encodeCursor } from '#values/cursor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { listAgentActivity as contract } from '../../contract/agents.ts'
import { askingMember } from '../conversation-filter.ts'
import { loadPeople } from '../people.ts'

type Listed = Output<typeof contract>

/** What a person did, newest first. One's own; others' with the right to see the team's work. */
export async function listAgentActivity(
  ctx: QueryContext,
  { memberId, cursor, limit }: Input<typeof contract>,
): Promise<Listed> {
  permit(ctx, 'message.view')
  if (memberId !== askingMember(ctx) && !may(ctx.actor, 'inbox.manage')) throw new AppError('auth.forbidden')
  if (!(await loadPeople(ctx)).has(memberId)) throw new AppError('inbox.not_found')
  const mark = decodeCursor(cursor, 2)
  const beyond = mark ? sql`and (a.at, a.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``
  const { rows } = await sql<Listed['items'][number] & { exactAt: string }>`
    select a.id, a.at, a.at::text as "exactAt", a.action, a.conversation_id as "conversationId",
      c.number as "conversationNumber", p.name as "contactName"
    from inbox.agent_activity a
    left join inbox.conversations c on c.org_id = a.org_id and c.id = a.conversation_id
    left join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    where a.org_id = ${ctx.orgId} and a.member_id = ${memberId} ${beyond}
    order by a.at desc, a.id desc limit ${limit + 1}`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ exactAt: _, ...item }) => item),
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.exactAt, last.id]) }),
  }
}
