import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { Agent, setMyState as contract } from '../../contract/agents.ts'
import { readAgent } from '../../queries/agents/list-agents.ts'
import { actingMember } from '../acting-member.ts'
import { lockPresence, writeStates } from './write-states.ts'

/** Says whether the member is there. The same state again changes nothing, but ends being idle. */
export async function setMyState(ctx: CommandContext, { state }: Input<typeof contract>): Promise<Agent> {
  permit(ctx, 'message.send')
  const memberId = actingMember(ctx)
  const presence = await lockPresence(ctx, memberId)
  if (presence?.state !== state || presence.idleFrom !== null)
    await writeStates(ctx, [{ memberId, state, idleFrom: null, isSign: true }])
  return readAgent(ctx, memberId)
}
