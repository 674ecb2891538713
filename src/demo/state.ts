import type { Services } from '#platform/context.ts'
import { firm, PASSWORD, team } from './firm.ts'

export interface SignIn {
  role: string
  email: string
  password: string
}

/** How far the demonstration of this installation is. `possible`: nobody else is here yet. */
export type DemoState = 'none' | 'possible' | 'half_filled' | 'ready'

export async function demoState(services: Services): Promise<DemoState> {
  const orgs = await services.db.withoutOrg((tx) =>
    tx.withSchema('core').selectFrom('orgs').select(['slug', 'is_demo', 'demo_filled_at']).execute(),
  )
  const demo = orgs.find(({ slug, is_demo }) => slug === firm.slug && is_demo)
  if (!demo) return orgs.length === 0 ? 'possible' : 'none'
  return demo.demo_filled_at === null ? 'half_filled' : 'ready'
}

/** The sign-ins to show on the terminal; none where there is no demonstration. */
export async function demoSignIns(services: Services): Promise<SignIn[]> {
  if ((await demoState(services)) !== 'ready') return []
  return team.map(({ label, email }) => ({ role: label, email, password: PASSWORD }))
}

/** Whether simulated customers are wanted: only in a demonstration, while its switch is on. */
export async function isSimulating(services: Services): Promise<boolean> {
  const row = await services.db.withoutOrg((tx) =>
    tx
      .withSchema('core')
      .selectFrom('orgs')
      .select('simulates')
      .where('slug', '=', firm.slug)
      .executeTakeFirst(),
  )
  return row?.simulates === true
}
