import { Form, Link, useNavigation } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { StepActions } from '#web/kit/step-form.tsx'
import { branded } from '#web/public/branded.ts'
import type { KeptHandle } from '#web/public/kept.ts'
import { lookUpVisit } from '../../contract/guest.ts'
import type { Route } from './+types/look-up-page'
import { publicMeta } from './public-meta.ts'

export const handle: KeptHandle = { kept: ['organization'] }

const slugOf = (params: object) => (params as { orgSlug?: string }).orgSlug ?? '-'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const org = await serverApi(context)(getPublicOrg, { orgSlug: slugOf(params) })
  const { origin, pathname } = new URL(request.url)
  return { ...branded(org), url: `${origin}${pathname}` }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { slug } = await api(getPublicOrg, { orgSlug: slugOf(params) })
  const result = await submit(api, lookUpVisit, { ...formInput(await request.formData()), orgSlug: slug })
  return result.ok ? { ok: true as const } : refuse(result)
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Find my booking',
    description: 'Get the link to your visit again by e-mail.',
    orgName: loaderData?.org.name,
    url: loaderData?.url,
  })
}

export default function LookUpPage({ loaderData, actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state === 'submitting'
  const isSent = actionData !== undefined && 'ok' in actionData && actionData.ok
  return (
    <div className="one">
      <FormResult result={actionData}>
        <Form method="post" className="stack s16">
          <h1>Find my booking</h1>
          <p className="lead">
            We send the link to see, change or cancel your visit to the address you booked with.
          </p>
          {isSent && (
            <Banner tone="good">If we know this booking, the link is on its way to that address.</Banner>
          )}
          <ErrorSummary result={actionData} labels={{ number: 'Order number', email: 'E-mail' }} />
          <TextField
            name="number"
            label="Order number"
            help="For example BC-7K3Q2M, from the confirmation."
            autoCapitalize="characters"
            required
            maxLength={20}
          />
          <TextField
            name="email"
            label="E-mail"
            type="email"
            inputMode="email"
            autoComplete="email"
            required
            maxLength={200}
          />
          <StepActions
            back={
              <Link className="back" to={`/o/${loaderData.org.slug}/book`}>
                Book a visit
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy}>
              Send me the link
            </Button>
          </StepActions>
        </Form>
      </FormResult>
    </div>
  )
}
