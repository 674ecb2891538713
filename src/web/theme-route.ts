import { redirect } from 'react-router'
import type { Route } from './+types/theme-route'
import { type Theme, themeCookie } from './theme.ts'

const themes: readonly string[] = ['light', 'dark', 'auto']

/** The theme switch without JavaScript: keeps the choice and returns to the page it came from. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData()
  const chosen = String(form.get('theme'))
  const theme = (themes.includes(chosen) ? chosen : 'auto') as Theme
  return redirect(localPath(form.get('next')), { headers: { 'set-cookie': themeCookie(theme) } })
}

export function loader() {
  return redirect('/')
}

/** Only a path of ours: `//elsewhere.example` would lead away. */
function localPath(next: FormDataEntryValue | null): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
