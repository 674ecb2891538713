import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

/** Takes so many human numbers of the organisation's conversations or tickets; answers the first of them. */
export async function nextNumbers(
  ctx: CommandContext,
  name: 'conversation' | 'ticket',
  count = 1,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into inbox.counters as c (org_id, name, last_number) values (${ctx.orgId}, ${name}, ${count})
    on conflict (org_id, name) do update set last_number = c.last_number + ${count}
    returning last_number as last`.execute(ctx.tx)
  return rows[0]!.last - count + 1
}
