import './booking.css'
import { useState } from 'react'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, type Refusal, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { RadioCard } from '#web/kit/choice-card.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Money } from '#web/kit/money.tsx'
import { StepActions, StepHead } from '#web/kit/step-form.tsx'
import { holdSlot, payCheckout } from '../../contract/guest.ts'
import type { Route } from './+types/pay-page'
import { BookingSummary } from './booking-summary.tsx'
import { loadStep, stepPath } from './checkout-steps.ts'
import { LostSlot } from './lost-slot.tsx'
import { publicMeta } from './public-meta.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const step = await loadStep(serverApi(context), params.token, 'pay')
  if (step.checkout.status === 'needs_action') throw redirect(stepPath(params.token, 'bank'))
  return step
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const api = serverApi(context)
  const { startsAt, card, method, ...rest } = formInput(await request.formData())
  if (startsAt !== undefined) {
    // One of the nearest times was taken instead of the lost one; everything typed is kept.
    const held = await submit(api, holdSlot, { token, startsAt })
    return held.ok ? redirect(stepPath(token, 'pay')) : withoutCard(held)
  }
  const input = {
    token,
    ...rest,
    ...(method !== undefined && { method }),
    ...(method === 'card' && card !== undefined && { card }),
  }
  const result = await submit(api, payCheckout, input)
  if (!result.ok) return withoutCard(result)
  return redirect(stepPath(token, result.output.status === 'needs_action' ? 'bank' : 'done'))
}

/** Card numbers never travel back to the page. */
function withoutCard(refusal: Refusal) {
  const { card: _, ...input } = refusal.input as { card?: unknown }
  return refuse({ ...refusal, input })
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Pay',
    description: 'Pay and book',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

const labels = {
  method: 'How to pay',
  'card.number': 'Card number',
  'card.expiry': 'Expiry',
  'card.cvc': 'Security code',
}

export default function PayPage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout } = loaderData
  const { price, service, token } = checkout
  const isBusy = useNavigation().state === 'submitting'
  const canPayLater = service!.payOnDay
  const [method, setMethod] = useState<'card' | 'on_the_day'>(canPayLater ? 'on_the_day' : 'card')
  const needsCard = price.dueNow > 0 || !canPayLater
  const now = price.dueNow > 0 ? price.dueNow : price.total
  return (
    <FormResult result={actionData}>
      <Form method="post" className="cols">
        <div className="stack s16">
          <StepHead
            step={5}
            of={5}
            name="Payment"
            title="How would you like to pay?"
            lead="Nothing is charged until you press the button."
          />
          <ErrorSummary result={actionData} labels={labels} />
          <LostSlot result={actionData} zone={checkout.zone} />
          {checkout.payment.status === 'failed' && !actionData && (
            <Banner tone="warn">{checkout.payment.message ?? 'The last payment did not go through.'}</Banner>
          )}
          <fieldset className="stack s8">
            <legend className="vh">How to pay</legend>
            {canPayLater && (
              <RadioCard
                name="method"
                value="on_the_day"
                checked={method === 'on_the_day'}
                onChange={() => setMethod('on_the_day')}
                title="Pay on the day"
                detail="By card or cash, after the work is done"
                aside={<Money minor={price.total} />}
              />
            )}
            <RadioCard
              name="method"
              value="card"
              checked={method === 'card'}
              onChange={() => setMethod('card')}
              title={
                needsCard && price.dueNow < price.total && price.dueNow > 0
                  ? 'Pay the deposit by card'
                  : 'Pay by card now'
              }
              detail={
                price.dueNow > 0 && price.dueNow < price.total
                  ? 'The rest on the day'
                  : 'Visa, Mastercard, Amex'
              }
              aside={<Money minor={now} />}
            />
          </fieldset>
          <fieldset className="card pad stack s16 card-fields" data-method={method}>
            <legend className="vh">Card</legend>
            <p className="why">
              <Icon name="card" size={18} />
              <span>
                This is a test shop: no real card is charged. 4242 4242 4242 4242 succeeds, 4000 0000 0000
                0002 is declined, 4000 0027 6000 3184 asks your bank.
              </span>
            </p>
            <TextField
              name="card.number"
              label="Card number"
              inputMode="numeric"
              autoComplete="cc-number"
              maxLength={23}
            />
            <div className="pair">
              <TextField
                name="card.expiry"
                label="Expiry (MM/YY)"
                inputMode="numeric"
                autoComplete="cc-exp"
                maxLength={7}
              />
              <TextField
                name="card.cvc"
                label="Security code"
                inputMode="numeric"
                autoComplete="cc-csc"
                maxLength={4}
              />
            </div>
          </fieldset>
          {checkout.freeUntil && checkout.lateFee !== null && checkout.lateFee > 0 && (
            <p className="why">
              <Icon name="info" size={18} />
              <span>
                If you cancel later than the day named beside, we keep <Money minor={checkout.lateFee} /> of a
                card payment.
              </span>
            </p>
          )}
          <StepActions
            back={
              <Link className="back" to={stepPath(token, 'details')}>
                Back to your details
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy}>
              {method === 'card' ? (
                <span>
                  Pay <Money minor={now} /> and book
                </span>
              ) : (
                'Book this visit'
              )}
            </Button>
          </StepActions>
          <p className="small">
            Changed your mind about the time?{' '}
            <Link className="link" to={stepPath(token, 'time')}>
              Choose another
            </Link>
          </p>
        </div>
        <BookingSummary checkout={checkout} />
      </Form>
    </FormResult>
  )
}
