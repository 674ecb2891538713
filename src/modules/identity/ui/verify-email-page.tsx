import './identity.css'
import { Form, redirect, useNavigation, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { resendVerification, verifyEmail } from '../contract/account.ts'
import type { Route } from './+types/verify-email-page'
import { readForm } from './form-parts.ts'

export const meta: Route.MetaFunction = () => [
  { title: 'Confirm your address · Frontdesk' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export async function action({ request, context, url }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, input } = readForm(await request.formData())
  if (intent === 'resend') {
    const sent = await submit(api, resendVerification, input)
    return sent.ok ? { ok: true as const } : refuse(sent)
  }
  const result = await submit(api, verifyEmail, { token: url.searchParams.get('token') ?? '' })
  return result.ok ? redirect('/sign-in?verified=1') : refuse({ ...result, faults: [], input: {} })
}

// A press is asked for, because mail programs open links by themselves to look at them.
export default function VerifyEmailPage({ actionData }: Route.ComponentProps) {
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'submitting'
  if (actionData?.ok) {
    return (
      <>
        <h1>Check your mail</h1>
        <p className="lead">If this address still needs confirming, a new link is on its way.</p>
      </>
    )
  }
  const isWrong = actionData !== undefined || !search.get('token')
  if (isWrong) return <AskAgain result={actionData} isBusy={isBusy} />
  return (
    <>
      <h1>Confirm your address</h1>
      <p className="lead">One press, and your account is ready.</p>
      <Form method="post">
        <Button type="submit" tone="primary" wide busy={isBusy}>
          Confirm my address
        </Button>
      </Form>
    </>
  )
}

function AskAgain({ result, isBusy }: { result: unknown; isBusy: boolean }) {
  return (
    <FormResult result={result}>
      <h1>This link does not work any more</h1>
      <p className="lead">Links are valid for three days. We gladly mail you a new one.</p>
      <Form method="post" className="form" noValidate>
        <ErrorSummary result={result} labels={{ email: 'E-mail address' }} />
        <input type="hidden" name="intent" value="resend" />
        <TextField name="email" label="E-mail address" type="email" autoComplete="username" required />
        <Button type="submit" tone="primary" wide busy={isBusy}>
          Mail me a new link
        </Button>
      </Form>
    </FormResult>
  )
}
