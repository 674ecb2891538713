import './auth.css'
import type { ReactNode } from 'react'
import { Link, Outlet } from 'react-router'
import { ErrorPage } from '../error-page.tsx'
import { BrandMark } from '../kit/brand-mark.tsx'
import type { Route } from './+types/layout'

function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="auth">
      <header>
        <Link to="/">
          <BrandMark size={32} />
          Frontdesk
        </Link>
      </header>
      <main className="card">{children}</main>
    </div>
  )
}

/** Sign-in and its kin: one card, one question. */
export default function AuthLayout() {
  return (
    <AuthFrame>
      <Outlet />
    </AuthFrame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <AuthFrame>
      <ErrorPage error={error} home="/sign-in" />
    </AuthFrame>
  )
}
