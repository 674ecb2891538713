import './booking.css'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { TextAreaField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { branded } from '#web/public/branded.ts'
import { cancelVisit, trackVisit } from '../../contract/guest.ts'
import type { Route } from './+types/cancel-page'
import { publicMeta } from './public-meta.ts'
import { VisitCard } from './visit-card.tsx'

export async function loader({ params, context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const visit = await api(trackVisit, { token: params.token })
  if (!visit.can_cancel) throw redirect(`/track/${params.token}`)
  return { visit, ...branded(await api(getPublicOrg, { orgSlug: visit.orgSlug })) }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const result = await submit(serverApi(context), cancelVisit, {
    token,
    ...formInput(await request.formData()),
  })
  return result.ok ? redirect(`/track/${token}?done=cancelled`) : refuse(result)
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Cancel your visit',
    description: 'Cancel your visit',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

export default function CancelPage({ loaderData, actionData }: Route.ComponentProps) {
  const { visit } = loaderData
  const { refund, fee } = visit.ifCancelledNow
  const isBusy = useNavigation().state === 'submitting'
  return (
    <div className="one">
      <FormResult result={actionData}>
        <Form method="post" className="stack s16">
          <h1>Cancel this visit?</h1>
          <ErrorSummary result={actionData} />
          <VisitCard visit={visit} />
          <p className="lead">
            {refund > 0 && (
              <>
                You get <Money minor={refund} /> back{fee > 0 ? '. ' : ' in full.'}
              </>
            )}
            {fee > 0 && (
              <>
                We keep <Money minor={fee} />.
              </>
            )}
            {refund === 0 && fee === 0 && 'Nothing has been paid, so nothing is kept.'}
          </p>
          <TextAreaField name="reason" label="Would you tell us why?" optional rows={2} maxLength={500} />
          <div className="step-f">
            <Button type="submit" tone="danger" size="xl" busy={isBusy}>
              Cancel the visit
            </Button>
            <Link className="back" to={`/track/${visit.token}`}>
              Keep it
            </Link>
          </div>
        </Form>
      </FormResult>
    </div>
  )
}
