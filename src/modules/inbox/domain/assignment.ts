import type { AgentState, ChannelKind } from '../contract/words.ts'

/** A rule as it is needed to decide. In the order in which rules are tried. */
export interface RuleFacts {
  id: string
  name: string
  channelKind: ChannelKind | null
  how: 'round_robin' | 'least_busy'
  teamId: string
  onlyOnline: boolean
  onlyOpenHours: boolean
  isActive: boolean
  /** Who got the latest one; null before the first. */
  lastMemberId: string | null
}

/** Somebody of a team, with what they have on hand. */
export interface AgentLoad {
  memberId: string
  state: AgentState
  openCount: number
  capacity: number
}

/** A conversation that waits for a person. */
export interface Arrival {
  conversationId: string
  channelKind: ChannelKind
  /** The team it was given to already; only rules of that team count then. */
  teamId: string | null
}

export interface AssignmentFacts {
  rules: readonly RuleFacts[]
  agents: readonly AgentLoad[]
  /** Members by team. */
  teams: ReadonlyMap<string, readonly string[]>
  /** Whether the organisation is open now. */
  isOpen: boolean
}

export interface Decision {
  conversationId: string
  ruleId: string
  ruleName: string
  teamId: string
  /** Null: nobody is free, so it waits in the team. */
  memberId: string | null
}

/**
 * Who gets which conversation, in their order, each counted before the next: nobody gets more than they can have on
 * hand, and turns go round. `last` tells whose turn each rule's last one was, to go on from there. Conversations that no
 * rule fits are left out.
 */
export function assignArrivals(
  facts: AssignmentFacts,
  arrivals: readonly Arrival[],
): { decisions: Decision[]; last: Map<string, string> } {
  const load = new Map(facts.agents.map((agent) => [agent.memberId, agent.openCount]))
  const last = new Map<string, string>()
  const decisions: Decision[] = []
  for (const arrival of arrivals) {
    const rule = facts.rules.find((one) => fits(one, arrival, facts.isOpen))
    if (!rule) continue
    const memberId = choose(rule, facts, load, last.get(rule.id) ?? rule.lastMemberId)
    if (memberId !== null) {
      load.set(memberId, (load.get(memberId) ?? 0) + 1)
      last.set(rule.id, memberId)
    }
    const { conversationId } = arrival
    decisions.push({ conversationId, ruleId: rule.id, ruleName: rule.name, teamId: rule.teamId, memberId })
  }
  return { decisions, last }
}

function fits(rule: RuleFacts, { channelKind, teamId }: Arrival, isOpen: boolean): boolean {
  return (
    rule.isActive &&
    (rule.channelKind === null || rule.channelKind === channelKind) &&
    (!rule.onlyOpenHours || isOpen) &&
    (teamId === null || rule.teamId === teamId)
  )
}

function choose(
  rule: RuleFacts,
  { agents, teams }: AssignmentFacts,
  load: ReadonlyMap<string, number>,
  lastMemberId: string | null,
): string | null {
  const members = new Set(teams.get(rule.teamId) ?? [])
  const free = agents
    .filter(({ memberId, state, capacity }) => {
      const isThere = !rule.onlyOnline || state === 'online'
      return members.has(memberId) && isThere && load.get(memberId)! < capacity
    })
    .map(({ memberId }) => memberId)
    .sort()
  // Whose turn it is: the first after the last one, round the ring.
  const turn = free.findIndex((memberId) => lastMemberId === null || memberId > lastMemberId)
  const ring = turn <= 0 ? free : [...free.slice(turn), ...free.slice(0, turn)]
  if (rule.how === 'round_robin') return ring[0] ?? null
  return ring.reduce<string | null>(
    (least, memberId) => (least === null || load.get(memberId)! < load.get(least)! ? memberId : least),
    null,
  )
}
