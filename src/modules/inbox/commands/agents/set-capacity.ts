import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { Agent, setCapacity as contract } from '../../contract/agents.ts'
import { agentChanged } from '../../events.ts'
import { readAgent } from '../../queries/agents/list-agents.ts'
import { loadPeople } from '../../queries/people.ts'

/** Sets how many conversations rules give to a person at a time. */
export async function setCapacity(
  ctx: CommandContext,
  { memberId, capacity }: Input<typeof contract>,
): Promise<Agent> {
  permit(ctx, 'inbox.manage')
  const member = (await loadPeople(ctx)).get(memberId)
  if (!member?.isActive) throw new AppError('inbox.not_found')
  const now = ctx.now.toString()
  await sql`
    insert into inbox.agents (org_id, member_id, status, since, seen_at, capacity)
    values (${ctx.orgId}, ${memberId}, 'offline', ${now}, ${now}, ${capacity})
    on conflict (org_id, member_id) do update set capacity = excluded.capacity`.execute(ctx.tx)
  const agent = await readAgent(ctx, memberId)
  await Promise.all([
    audit(ctx, {
      action: 'agent.capacity',
      recordType: 'member',
      recordId: memberId,
      summary: `Set ${member.name}’s capacity to ${capacity}`,
    }),
    publish(ctx, agentChanged({ memberId, state: agent.state })),
  ])
  return agent
}
