import { listTeam, type TeamMember } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'

const SECONDS = 30

/** Everybody who works here by member id, also those who left. Remembered until the team changes. */
export async function loadPeople(ctx: QueryContext): Promise<ReadonlyMap<string, TeamMember>> {
  const team = await ctx.cache.remember(ctx.orgId, 'inbox-people', ['members'], SECONDS, () => listTeam(ctx))
  return new Map(team.map((member) => [member.id, member]))
}

/** The name of a member, or null for nobody. Somebody who cannot be found is "A former colleague". */
export function nameOf(people: ReadonlyMap<string, TeamMember>, memberId: string | null): string | null {
  return memberId && (people.get(memberId)?.name ?? 'A former colleague')
}
