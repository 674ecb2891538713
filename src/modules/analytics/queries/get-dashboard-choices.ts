import { effectivePermissions, getOrganization, listTeam } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { localDay } from '#values/zone.ts'
import type { getDashboardChoices as contract } from '../contract/dashboard.ts'
import { visibleAgents } from '../domain/visible-agents.ts'
import { loadChoices } from './dashboard.ts'

/** What can be filtered by: the people who answer customers, teams and channels; for agents only they themselves. */
export async function getDashboardChoices(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'figures.view')
  const [{ zone }, team, { channels, teams }] = await Promise.all([
    getOrganization(ctx),
    listTeam(ctx),
    loadChoices(ctx),
  ])
  const visible = visibleAgents(ctx.actor)
  const inTeams = new Set(teams.flatMap(({ memberIds }) => memberIds))
  const answers = ({ id, roles, isActive }: (typeof team)[number]) =>
    isActive && (inTeams.has(id) || effectivePermissions(roles, []).has('message.send'))
  return {
    agents: team
      .filter((member) => (visible === null ? answers(member) : visible.includes(member.id)))
      .map(({ id, name }) => ({ id, name })),
    teams: visible === null ? teams.map(({ id, name }) => ({ id, name })) : [],
    channels,
    isOwnOnly: visible !== null,
    today: localDay(zone, ctx.now.epochMilliseconds),
    zone,
  }
}
