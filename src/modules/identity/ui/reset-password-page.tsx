import './identity.css'
import { Form, Link, redirect, useNavigation, useSearchParams } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { resetPassword } from '../contract/account.ts'
import type { Route } from './+types/reset-password-page'

export const meta: Route.MetaFunction = () => [
  { title: 'Set a new password · Frontdesk' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export async function action({ request, context, url }: Route.ActionArgs) {
  const newPassword = (await request.formData()).get('newPassword')
  const token = url.searchParams.get('token') ?? ''
  const input = { token, newPassword } as InputOf<typeof resetPassword>
  const result = await submit(serverApi(context), resetPassword, input)
  return result.ok ? redirect('/sign-in?reset=1') : refuse({ ...result, input: {} })
}

export default function ResetPasswordPage({ actionData }: Route.ComponentProps) {
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'submitting'
  if (!search.get('token')) {
    return (
      <>
        <h1>This link is not complete</h1>
        <p className="lead">Copy the whole link from the mail, or ask for a new one.</p>
        <LinkButton to="/forgot-password" tone="primary" wide>
          Ask for a new link
        </LinkButton>
      </>
    )
  }
  return (
    <>
      <h1>Set a new password</h1>
      <p className="lead">You will be signed out everywhere and can then sign in with it.</p>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={{ newPassword: 'New password' }} />
          <TextField
            name="newPassword"
            label="New password"
            type="password"
            autoComplete="new-password"
            help="At least 10 characters. Three or four words make a good password."
            required
          />
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Set this password
          </Button>
        </Form>
      </FormResult>
      <p className="auth-foot">
        <Link className="link" to="/forgot-password">
          Ask for a new link
        </Link>
      </p>
    </>
  )
}
