import { redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { signOut } from '../contract/account.ts'
import type { Route } from './+types/sign-out-route'

/** Signing out changes something, so a mere visit only leads home. */
export function loader() {
  return redirect('/')
}

export async function action({ context }: Route.ActionArgs) {
  await serverApi(context)(signOut, {})
  return redirect('/sign-in')
}
