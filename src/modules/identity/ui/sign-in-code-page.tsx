import { Form, Link, redirect, useLocation, useNavigation } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { confirmSignIn } from '../contract/account.ts'
import { landingPath, nextPath } from '../domain/next-path.ts'
import type { Route } from './+types/sign-in-code-page'
import { refusalOf } from './form-parts.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Enter your code · Frontdesk' }]

export async function action({ request, context, url }: Route.ActionArgs) {
  const form = await request.formData()
  const { code = '' } = formInput(form)
  const input = { code, trustDevice: form.has('trustDevice') } as InputOf<typeof confirmSignIn>
  try {
    const result = await serverApi(context)(confirmSignIn, input)
    if (result.status === 'code_required') return redirect(`/sign-in${url.search}`)
    return redirect(nextPath(url.searchParams.get('next')) ?? landingPath(result))
  } catch (error) {
    return refuse(refusalOf(error, {}))
  }
}

export default function SignInCodePage({ actionData }: Route.ComponentProps) {
  const { search } = useLocation()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <>
      <h1>Enter your code</h1>
      <p className="lead">Open your authenticator app and type the six digits it shows for Frontdesk.</p>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={{ code: 'Code' }} />
          <TextField
            name="code"
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            help="Lost your phone? Type one of your backup codes instead."
            autoFocus
          />
          <CheckField name="trustDevice" label="Do not ask on this device for 30 days" />
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Go on
          </Button>
        </Form>
      </FormResult>
      <p className="auth-foot">
        <Link className="link" to={`/sign-in${search}`}>
          Start again
        </Link>
      </p>
    </>
  )
}
