import { Form, Link, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { StepActions, StepHead } from '#web/kit/step-form.tsx'
import { saveDetails } from '../../contract/guest.ts'
import type { Route } from './+types/details-page'
import { BookingSummary } from './booking-summary.tsx'
import { loadStep, stepPath } from './checkout-steps.ts'
import { publicMeta } from './public-meta.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return loadStep(serverApi(context), params.token, 'details')
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const result = await submit(serverApi(context), saveDetails, {
    token,
    ...formInput(await request.formData()),
  })
  return result.ok ? redirect(stepPath(token, 'pay')) : refuse(result)
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Your details',
    description: 'Who and where',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

const labels = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Telephone',
  line1: 'Address',
  line2: 'Flat, floor',
  city: 'Town',
  accessNotes: 'Getting in',
  customerNotes: 'Notes',
}

export default function DetailsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout } = loaderData
  const { details } = checkout
  const isBusy = useNavigation().state === 'submitting'
  return (
    <FormResult result={actionData}>
      <Form method="post" className="cols">
        <div className="stack s16">
          <StepHead
            step={4}
            of={5}
            name="Details"
            title="Who are we visiting?"
            lead="We use this for your visit only: to come, and to tell you when something changes."
          />
          <ErrorSummary result={actionData} labels={labels} />
          <TextField
            name="name"
            label="Your name"
            autoComplete="name"
            required
            maxLength={120}
            defaultValue={details.name}
          />
          <TextField
            name="email"
            label="E-mail"
            type="email"
            inputMode="email"
            autoComplete="email"
            required
            maxLength={200}
            help="For the confirmation and your link to change or cancel."
            defaultValue={details.email}
          />
          <TextField
            name="phone"
            label="Telephone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            required
            maxLength={40}
            help="In case we cannot find the door. For example 07700 900142."
            defaultValue={details.phone}
          />
          <TextField
            name="line1"
            label="House number and street"
            autoComplete="address-line1"
            required
            maxLength={120}
            defaultValue={details.line1}
          />
          <TextField
            name="line2"
            label="Flat, floor or building"
            autoComplete="address-line2"
            optional
            maxLength={120}
            defaultValue={details.line2}
          />
          <div className="pair">
            <TextField
              name="city"
              label="Town or city"
              autoComplete="address-level2"
              required
              maxLength={80}
              defaultValue={details.city ?? checkout.suggestedCity ?? ''}
            />
            <div className="field">
              <span className="lbl">Postcode</span>
              <span className="row" style={{ minHeight: 48 }}>
                <b className="b">{checkout.postcode}</b>
                <Link className="link" to={`/o/${checkout.orgSlug}/book`}>
                  Change
                </Link>
              </span>
            </div>
          </div>
          <TextAreaField
            name="accessNotes"
            label="How do we get in?"
            optional
            rows={2}
            maxLength={1000}
            help="Key safe, concierge, pets. Only the person who comes sees this."
            defaultValue={details.accessNotes}
          />
          <TextAreaField
            name="customerNotes"
            label="Anything we should know?"
            optional
            rows={2}
            maxLength={1000}
            defaultValue={details.customerNotes}
          />
          <StepActions
            back={
              <Link className="back" to={stepPath(checkout.token, 'time')}>
                Back to the time
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy}>
              Continue to payment
            </Button>
          </StepActions>
        </div>
        <BookingSummary checkout={checkout} />
      </Form>
    </FormResult>
  )
}
