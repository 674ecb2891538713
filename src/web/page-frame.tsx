import { Outlet, useRouteError, useRouteLoaderData } from 'react-router'
import { ErrorPage } from './error-page.tsx'

/** Stands between a layout and its pages, so that a page that fails leaves the frame around it standing. */
export default function PageFrame() {
  return <Outlet />
}

export function ErrorBoundary() {
  const isOffice = useRouteLoaderData('office') !== undefined
  return <ErrorPage error={useRouteError()} home={isOffice ? '/today' : '/'} />
}
