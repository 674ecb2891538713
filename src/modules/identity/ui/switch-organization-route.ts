import { redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { switchOrganization } from '../contract/devices.ts'
import type { Route } from './+types/switch-organization-route'

export function loader() {
  return redirect('/today')
}

export async function action({ request, context }: Route.ActionArgs) {
  const orgId = String((await request.formData()).get('orgId') ?? '')
  await serverApi(context)(switchOrganization, { orgId })
  return redirect('/today')
}
