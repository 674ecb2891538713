import {
  isRouteErrorResponse,
  type Location,
  useLocation,
  useRevalidator,
  useRouteLoaderData,
} from 'react-router'
import type { Problem } from './api.ts'
import { Button, LinkButton } from './kit/button.tsx'
import { ErrorState } from './kit/state.tsx'
import { signInPath } from './sign-in-path.ts'

interface Told {
  title: string
  detail: string
  requestId?: string
  /** Trying again may help. */
  mayPass: boolean
}

/** What an error means to the visitor, whatever was thrown. */
export function tell(error: unknown): Told {
  if (!isRouteErrorResponse(error)) {
    return {
      title: 'Something went wrong on our side',
      detail: 'It has been noted. Nothing you had saved before is lost. Please try again.',
      mayPass: true,
    }
  }
  const problem = (typeof error.data === 'object' ? error.data : {}) as Partial<Problem>
  const requestId = problem.requestId || undefined
  if (error.status === 404) {
    const isPlain = problem.code === undefined || problem.code === 'http.not_found'
    const detail = isPlain
      ? 'The address may be mistyped, or what was here has been removed.'
      : problem.detail!
    return { title: 'There is nothing here', detail, requestId, mayPass: false }
  }
  if (error.status === 403) {
    const detail = problem.detail ?? 'Your role does not allow this. Ask an administrator.'
    return { title: 'This is not open to you', detail, requestId, mayPass: false }
  }
  if (error.status === 401) {
    return { title: 'Please sign in', detail: 'Your session has ended.', requestId, mayPass: false }
  }
  return {
    title: problem.title ?? 'This did not work',
    detail: problem.detail ?? 'Please try again in a moment.',
    requestId,
    mayPass: error.status >= 500 || error.status === 429,
  }
}

/** The error boundary of every layout: plain words, a way on, and the request's id. */
export function ErrorPage({ error, home = '/' }: { error: unknown; home?: string }) {
  const { revalidate, state } = useRevalidator()
  const told = tell(error)
  const requestId = useFirstRequestId(told.requestId)
  const location = useLocation()
  const isSignedOut = isRouteErrorResponse(error) && error.status === 401
  return (
    <ErrorState
      as="h1"
      title={told.title}
      requestId={told.mayPass || told.requestId ? requestId : undefined}
      action={
        <>
          {told.mayPass && (
            <Button
              tone="primary"
              icon="refresh"
              busy={state === 'loading'}
              onClick={() => void revalidate()}
            >
              Try again
            </Button>
          )}
          <LinkButton to={isSignedOut ? signInPath(location) : home}>
            {isSignedOut ? 'Sign in' : 'Go to the start'}
          </LinkButton>
        </>
      }
    >
      {told.detail}
    </ErrorState>
  )
}

/** An unexpected error carries no id; on the first page it is the id of the page's own request. */
function useFirstRequestId(own: string | undefined): string | undefined {
  const location = useLocation()
  const root = useRouteLoaderData<{ requestId: string }>('root')
  const isFirst = typeof window === 'undefined' || location === firstLocation
  return own ?? (isFirst ? root?.requestId : undefined)
}

let firstLocation: Location | undefined

/** Called by the document on every draw: in the browser the first location is the one the server answered. */
export function useFirstLocation(): void {
  const location = useLocation()
  if (typeof window !== 'undefined') firstLocation ??= location
}
