import './identity.css'
import { Form, Link, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { register } from '../contract/account.ts'
import type { Route } from './+types/register-page'

export const meta: Route.MetaFunction = () => [{ title: 'Make an account · Frontdesk' }]

export async function action({ request, context, url }: Route.ActionArgs) {
  const typed = formInput(await request.formData())
  const orgSlug = url.searchParams.get('org') ?? undefined
  const result = await submit(serverApi(context), register, { ...typed, ...(orgSlug && { orgSlug }) })
  if (result.ok) return { ok: true as const, email: String(typed.email) }
  return refuse({ ...result, input: { name: typed.name, email: typed.email } })
}

export default function RegisterPage({ actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state === 'submitting'
  if (actionData?.ok) return <CheckYourMail email={actionData.email} />
  const labels = { name: 'Your name', email: 'E-mail address', password: 'Password' }
  return (
    <>
      <h1>Make an account</h1>
      <p className="lead">See your bookings in one place, move them, and book again in a few presses.</p>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={labels} />
          <TextField name="name" label={labels.name} autoComplete="name" required />
          <TextField name="email" label={labels.email} type="email" autoComplete="username" required />
          <TextField
            name="password"
            label={labels.password}
            type="password"
            autoComplete="new-password"
            help="At least 10 characters. Three or four words make a good password."
            required
          />
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Make my account
          </Button>
        </Form>
      </FormResult>
      <p className="auth-foot">
        You have one already?{' '}
        <Link className="link" to="/sign-in">
          Sign in
        </Link>
      </p>
    </>
  )
}

function CheckYourMail({ email }: { email: string }) {
  return (
    <>
      <h1>Check your mail</h1>
      <p className="lead">
        We have written to <b>{email}</b>. Press the link in the mail to go on. It may take a minute, and it
        may have landed in the spam folder.
      </p>
      <LinkButton to="/sign-in" wide>
        Go to the sign-in
      </LinkButton>
    </>
  )
}
