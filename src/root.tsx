import '#web/kit/tokens.css'
import '#web/kit/fonts.css'
import '#web/kit/base.css'
import '#web/kit/buttons.css'
import '#web/kit/fields.css'
import '#web/kit/parts.css'
import '#web/kit/states.css'
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import { type ReactNode, use } from 'react'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useNavigation,
  useRouteLoaderData,
} from 'react-router'
import { ErrorPage, useFirstLocation } from '#web/error-page.tsx'
import { NonceContext } from '#web/nonce.ts'
import { requestFacts } from '#web/server-context.ts'
import { type Theme, themeOf } from '#web/theme.ts'
import type { Route } from './+types/root'

export const links: Route.LinksFunction = () => [
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: Route.MetaFunction = () => [{ title: 'Frontdesk' }]

export function loader({ request, context }: Route.LoaderArgs): RootData {
  return { theme: themeOf(request.headers.get('cookie')), requestId: context.get(requestFacts).requestId }
}

/** What the root knows of the first request; later navigations keep it. */
export interface RootData {
  theme: Theme
  requestId: string
}

// The theme switch changes the document by itself; nothing else in here changes after the first answer.
export const shouldRevalidate = () => false

export function Layout({ children }: { children: ReactNode }) {
  const theme = useRouteLoaderData<RootData>('root')?.theme ?? 'auto'
  const nonce = use(NonceContext)
  useFirstLocation()
  return (
    <html lang="en-GB" data-theme={theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf8f5" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#141413" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  const { state } = useNavigation()
  return (
    <>
      {state !== 'idle' && <div className="loading-line" role="progressbar" aria-label="Loading" />}
      <Outlet />
    </>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <main>
      <ErrorPage error={error} />
    </main>
  )
}
