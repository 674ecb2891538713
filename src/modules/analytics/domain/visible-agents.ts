import { type Actor, may } from '#values/actor.ts'

/**
 * Whose figures the actor may see: null for everybody's, else only the own. Who may set dashboards up or runs the team
 * sees everybody; so does who reads everything and answers nobody (a viewer). Who answers customers sees the own.
 */
export function visibleAgents(actor: Actor): string[] | null {
  if (actor.kind === 'system') return null
  if (actor.kind !== 'user') return []
  if (may(actor, 'figures.edit') || may(actor, 'team.manage')) return null
  if (may(actor, 'team.view') && !may(actor, 'message.send')) return null
  return [actor.memberId]
}

/**
 * The people that a filter names: the chosen ones and the members of the chosen teams, within what may be seen. Null
 * for everybody; an empty list when nobody is left.
 */
export function chosenAgents(
  visible: readonly string[] | null,
  chosen: {
    agents: readonly string[] | undefined
    teams: readonly string[] | undefined
    membersOf: (teamId: string) => readonly string[]
  },
): string[] | null {
  const { agents = [], teams = [], membersOf } = chosen
  if (agents.length === 0 && teams.length === 0) return visible === null ? null : [...visible]
  const wanted = [...new Set([...agents, ...teams.flatMap(membersOf)])]
  return visible === null ? wanted : wanted.filter((id) => visible.includes(id))
}
