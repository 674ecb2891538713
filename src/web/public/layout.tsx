import './public.css'
import { Link, Outlet, type ShouldRevalidateFunctionArgs, useMatches } from 'react-router'
import { getPublicOrg, type PublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '../api.ts'
import { ErrorPage } from '../error-page.tsx'
import { BrandMark } from '../kit/brand-mark.tsx'
import { Icon } from '../kit/icon.tsx'
import { LocaleContext } from '../kit/locale.tsx'
import type { Route } from './+types/layout'
import { type Branded, branded } from './branded.ts'

/** The organisation of the address (`/book/:orgSlug/…`). Pages reached by a secret link return `branded(org)`. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { orgSlug } = params as { orgSlug?: string }
  return orgSlug ? branded(await serverApi(context)(getPublicOrg, { orgSlug })) : null
}

// The organisation does not change between the steps of a booking.
export const shouldRevalidate = (args: ShouldRevalidateFunctionArgs) =>
  (args.currentParams as { orgSlug?: string }).orgSlug !== (args.nextParams as { orgSlug?: string }).orgSlug

/** The organisation whose page this is; null on Frontdesk's own pages. */
export function usePublicOrg(): PublicOrg | null {
  return useBranded()?.org ?? null
}

function useBranded(): Branded | null {
  const matches = useMatches()
  const found = matches.find(
    ({ loaderData }) => (loaderData as Partial<Branded> | null | undefined)?.brand !== undefined,
  )
  return (found?.loaderData as Branded | undefined) ?? null
}

export default function PublicLayout() {
  const found = useBranded()
  const org = found?.org ?? null
  const page = (
    <div className="public">
      <a className="skip" href="#main">
        Go to the content
      </a>
      <PublicHeader org={org} />
      <main id="main">
        <Outlet />
      </main>
      <PublicFooter org={org} />
    </div>
  )
  if (!found) return page
  return (
    <>
      <style>{found.brand}</style>
      <LocaleContext value={found.org}>{page}</LocaleContext>
    </>
  )
}

function PublicHeader({ org }: { org: PublicOrg | null }) {
  return (
    <header className="pub-h">
      <Link className="home" to={org ? `/o/${org.slug}/book` : '/'}>
        <BrandMark logoUrl={org?.logoUrl} size={32} />
        <span className="cut">{org?.name ?? 'Frontdesk'}</span>
      </Link>
      {org?.phone && (
        <nav aria-label="Contact">
          <a href={`tel:${org.phone.replace(/[^+\d]/g, '')}`}>
            <Icon name="phone" size={18} />
            <span className="tel tn">{org.phone}</span>
            <span className="word">Call us</span>
          </a>
        </nav>
      )}
    </header>
  )
}

function PublicFooter({ org }: { org: PublicOrg | null }) {
  return (
    <footer className="pub-f">
      {org?.email && (
        <span>
          Questions? <a href={`mailto:${org.email}`}>{org.email}</a>
        </span>
      )}
      <span className="end">Booking by Frontdesk</span>
    </footer>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <div className="public">
      <header className="pub-h">
        <span className="home">
          <BrandMark size={32} />
        </span>
      </header>
      <main>
        <ErrorPage error={error} />
      </main>
    </div>
  )
}
