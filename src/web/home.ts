import { redirect } from 'react-router'
import { officeRoles } from '#modules/identity/contract/permissions.ts'
import { getPublicOrg, getSession } from '#modules/identity/contract/session.ts'
import type { Route } from './+types/home'
import { type Api, isApiError, serverApi } from './api.ts'

/** The slug that stands for the default organisation. */
const DEFAULT_ORG = '-'

/** `/` has no page of its own: the team starts its day, customers book, a fresh installation is set up. */
export async function loader({ context }: Route.LoaderArgs) {
  return redirect(await firstPage(serverApi(context)))
}

async function firstPage(api: Api): Promise<string> {
  const session = await api(getSession, {}).catch(absent(401))
  if (session?.roles.some((role) => (officeRoles as readonly string[]).includes(role))) return '/today'
  const org = await api(getPublicOrg, { orgSlug: DEFAULT_ORG }).catch(absent(404))
  return org ? '/book' : '/setup'
}

/** Null for the one refusal that is an answer here; everything else stays an error. */
function absent(status: number): (error: unknown) => null {
  return (error) => {
    if (isApiError(error) && error.status === status) return null
    throw error
  }
}
