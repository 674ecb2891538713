import './identity.css'
import { Form, Link, redirect, useNavigation, useSearchParams } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { getSignInOptions, signIn } from '../contract/account.ts'
import { getSession } from '../contract/session.ts'
import { landingPath, nextPath } from '../domain/next-path.ts'
import type { Route } from './+types/sign-in-page'
import { refusalOf } from './form-parts.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Frontdesk' }]

export async function loader({ context, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [options, session] = await Promise.all([
    api(getSignInOptions, {}),
    api(getSession, {}).catch(() => null),
  ])
  if (options.setupNeeded) throw redirect('/setup')
  if (!session) return options
  const landing = { office: session.permissions.length > 0, orgSlug: session.org.slug }
  throw redirect(nextPath(url.searchParams.get('next')) ?? landingPath(landing))
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const form = await request.formData()
  const typed = formInput(form)
  const orgSlug = url.searchParams.get('org') ?? undefined
  const input = { ...typed, remember: form.has('remember'), orgSlug }
  try {
    const result = await serverApi(context)(signIn, input as unknown as InputOf<typeof signIn>)
    if (result.status === 'code_required') return redirect(`/sign-in/code${url.search}`)
    return redirect(nextPath(url.searchParams.get('next')) ?? landingPath(result))
  } catch (error) {
    return refuse(refusalOf(error, { email: typed.email }))
  }
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'submitting'
  const org = search.get('org')
  return (
    <>
      <h1>Sign in</h1>
      <p className="lead">
        {loaderData.orgName ? `Welcome back to ${loaderData.orgName}.` : 'Welcome back to Frontdesk.'}
      </p>
      {search.has('reset') && <Notice>Your new password is set. Sign in with it.</Notice>}
      {search.has('verified') && <Notice>Your address is confirmed. You can sign in now.</Notice>}
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={{ email: 'E-mail address', password: 'Password' }} />
          <TextField name="email" label="E-mail address" type="email" autoComplete="username" required />
          <TextField
            name="password"
            label="Password"
            type="password"
            autoComplete="current-password"
            required
          />
          <div className="row wrap">
            <CheckField name="remember" label="Stay signed in" defaultChecked />
            <Link className="link end" to="/forgot-password">
              Forgot your password?
            </Link>
          </div>
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Sign in
          </Button>
        </Form>
      </FormResult>
      <p className="auth-foot">
        New here?{' '}
        <Link className="link" to={`/register${org ? `?org=${encodeURIComponent(org)}` : ''}`}>
          Make a customer account
        </Link>
      </p>
      {loaderData.demo.length > 0 && <DemoSignIns accounts={loaderData.demo} />}
    </>
  )
}

function Notice({ children }: { children: string }) {
  return (
    <div className="auth-notice" role="status">
      <Banner tone="good">{children}</Banner>
    </div>
  )
}

/** In a demonstration nobody has to type: one press per role. */
function DemoSignIns({ accounts }: { accounts: { label: string; email: string; password: string }[] }) {
  return (
    <section className="demo-in" aria-labelledby="demo-in">
      <h2 id="demo-in">This is a demonstration. Look around as</h2>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <Form method="post">
              <input type="hidden" name="email" value={account.email} />
              <input type="hidden" name="password" value={account.password} />
              <button type="submit">
                <span className="b">{account.label}</span>
                <span className="muted t13 cut">{account.email}</span>
                <span className="muted t13 cut m">{account.password}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
