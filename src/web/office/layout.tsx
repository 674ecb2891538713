import './temporal.ts'
import './shell.css'
import './overlays.css'
import './grid.css'
import { Outlet, redirect, type ShouldRevalidateFunctionArgs, useLoaderData } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { isApiError, serverApi } from '../api.ts'
import { ErrorPage } from '../error-page.tsx'
import { LocaleContext } from '../kit/locale.tsx'
import { Toasts } from '../kit/toast.tsx'
import { LiveProvider } from '../live.tsx'
import { QueryProvider } from '../query.tsx'
import { requestFacts } from '../server-context.ts'
import type { OfficeData } from '../session.ts'
import { leaveIfSignedOut } from '../session-end.ts'
import { signInPath } from '../sign-in-path.ts'
import type { Route } from './+types/layout'
import { Shell } from './shell.tsx'

export async function loader({ request, url, context }: Route.LoaderArgs): Promise<OfficeData> {
  try {
    const session = await serverApi(context)(getSession, {})
    const { paths } = context.get(requestFacts)
    return { session, paths, railIsTight: /(?:^|;\s*)rail=tight\b/.test(request.headers.get('cookie') ?? '') }
  } catch (error) {
    if (!isApiError(error) || error.status !== 401) throw error
    throw redirect(signInPath(url))
  }
}

/**
 * Who is signed in does not change by going from page to page or by filtering: only what was sent, or a page that
 * asks for everything anew, has it read again. A session that ended is noticed by the pages' own loaders.
 */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args
  const isSent = formMethod !== undefined && formMethod !== 'GET'
  return (isSent || currentUrl.href === nextUrl.href) && defaultShouldRevalidate
}

/** Everything behind the sign-in: providers and the shell. Pages find the session with `useSession()`. */
export default function OfficeLayout() {
  const { session } = useLoaderData<OfficeData>()
  return (
    <LocaleContext value={session.org}>
      <QueryProvider>
        <LiveProvider onRefused={leaveIfSignedOut}>
          <Shell>
            <Outlet />
          </Shell>
          <Toasts />
        </LiveProvider>
      </QueryProvider>
    </LocaleContext>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <main className="alone">
      <ErrorPage error={error} home="/today" />
    </main>
  )
}
