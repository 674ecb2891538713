import './identity.css'
import { Form, Link, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { requestPasswordReset } from '../contract/account.ts'
import type { Route } from './+types/forgot-password-page'

export const meta: Route.MetaFunction = () => [{ title: 'Forgot your password? · Frontdesk' }]

export async function action({ request, context }: Route.ActionArgs) {
  const input = formInput(await request.formData())
  const result = await submit(serverApi(context), requestPasswordReset, input)
  return result.ok ? { ok: true as const, email: String(input.email) } : refuse(result)
}

export default function ForgotPasswordPage({ actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state === 'submitting'
  if (actionData?.ok) {
    return (
      <>
        <h1>Check your mail</h1>
        <p className="lead">
          If <b>{actionData.email}</b> has an account, a link to set a new password is on its way. It works
          for an hour, once.
        </p>
        <LinkButton to="/sign-in" wide>
          Back to the sign-in
        </LinkButton>
      </>
    )
  }
  return (
    <>
      <h1>Forgot your password?</h1>
      <p className="lead">Tell us your address and we mail you a link to set a new one.</p>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={{ email: 'E-mail address' }} />
          <TextField name="email" label="E-mail address" type="email" autoComplete="username" required />
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Mail me the link
          </Button>
        </Form>
      </FormResult>
      <p className="auth-foot">
        <Link className="link" to="/sign-in">
          Back to the sign-in
        </Link>
      </p>
    </>
  )
}
