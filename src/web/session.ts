import { useRouteLoaderData } from 'react-router'
import type { Session } from '#modules/identity/contract/session.ts'

/** What the office layout's loader gives to every page in it. */
export interface OfficeData {
  session: Session
  /** Full paths of the pages that exist. */
  paths: readonly string[]
  railIsTight: boolean
}

/** The layout's data, for the shell itself. */
export function useOffice(): OfficeData {
  const office = useRouteLoaderData<OfficeData>('office')
  if (!office) throw new Error('This part belongs inside the office layout')
  return office
}

/** Who is signed in. Only inside the back office; the layout sends everybody else to the sign-in page. */
export function useSession(): Session {
  return useOffice().session
}

/** Whether the session holds a permission such as `booking.cancel`. The server decides; this only hides buttons. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission)
}
