import { Form, redirect } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { branded } from '#web/public/branded.ts'
import { confirmPayment, getCheckout } from '../../contract/guest.ts'
import type { Route } from './+types/bank-page'
import { stepPath } from './checkout-steps.ts'
import { LostSlot } from './lost-slot.tsx'
import { publicMeta } from './public-meta.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const checkout = await api(getCheckout, { token: params.token })
  if (checkout.status !== 'needs_action') throw redirect(stepPath(params.token, checkout.nextStep))
  return { checkout, ...branded(await api(getPublicOrg, { orgSlug: checkout.orgSlug })) }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const result = await submit(serverApi(context), confirmPayment, {
    token,
    ...formInput(await request.formData()),
  })
  if (!result.ok)
    return result.code === 'booking.payment_declined' ? redirect(stepPath(token, 'pay')) : refuse(result)
  return redirect(stepPath(token, result.output.nextStep))
}

export function meta() {
  return publicMeta({ title: 'Confirm with your bank', description: 'A second step', isPrivate: true })
}

/** What a bank's own page would be: the sandbox asks one question. */
export default function BankPage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout, org } = loaderData
  return (
    <div className="one">
      <FormResult result={actionData}>
        <Form method="post" className="card pad stack s16">
          <p className="step">Test bank</p>
          <h1>Is this payment yours?</h1>
          <ErrorSummary result={actionData} />
          <LostSlot result={actionData} zone={checkout.zone} />
          <p className="lead">
            {org.name} asks for{' '}
            <Money minor={checkout.price.dueNow > 0 ? checkout.price.dueNow : checkout.price.total} />.
          </p>
          <div className="step-f">
            <Button type="submit" tone="primary" size="xl" name="approve" value="true">
              Yes, pay
            </Button>
            <Button type="submit" size="xl" name="approve" value="false">
              No, cancel it
            </Button>
          </div>
        </Form>
      </FormResult>
    </div>
  )
}
