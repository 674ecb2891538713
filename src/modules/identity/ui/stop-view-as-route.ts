import { redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { stopViewAs } from '../contract/devices.ts'
import type { Route } from './+types/stop-view-as-route'

export function loader() {
  return redirect('/today')
}

export async function action({ context }: Route.ActionArgs) {
  await serverApi(context)(stopViewAs, {})
  return redirect('/settings/team')
}
