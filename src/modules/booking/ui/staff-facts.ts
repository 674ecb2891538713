import { listMembers } from '#modules/identity/contract/team.ts'
import { type Api, isApiError } from '#web/api.ts'
import { listServices } from '../contract.ts'

/** What the staff form offers: services, and the team's sign-ins for those who may see them. */
export async function staffFormFacts(api: Api) {
  const [services, team] = await Promise.all([
    api(listServices, {}).catch(() => ({ items: [] })),
    api(listMembers, { limit: 200 }).catch((error) => {
      if (isApiError(error)) return null
      throw error
    }),
  ])
  return {
    services: services.items.map(({ id, name }) => ({ id, name })),
    team: team?.items.map(({ id, name, email }) => ({ id, name, email })) ?? null,
  }
}
