import './booking.css'
import { Form, Link, redirect, useNavigation, useSearchParams } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StepActions } from '#web/kit/step-form.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { branded } from '#web/public/branded.ts'
import { rescheduleVisit, trackVisit, visitSlots } from '../../contract/guest.ts'
import type { Route } from './+types/move-page'
import { LostSlot } from './lost-slot.tsx'
import { publicMeta } from './public-meta.ts'
import { dayOf, SlotChoice, shiftDay, shownWeek } from './slot-choice.tsx'
import { SlotsRefresh } from './slots-refresh.tsx'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const visit = await api(trackVisit, { token: params.token })
  if (!visit.can_reschedule) throw redirect(`/track/${params.token}`)
  const today = dayOf(new Date().toISOString(), visit.zone)
  const { from, asked } = shownWeek(
    new URL(request.url).searchParams,
    today,
    dayOf(visit.startsAt, visit.zone),
  )
  const answer = await api(visitSlots, { token: params.token, fromDay: from })
  const day = asked ?? answer.days.find(({ free }) => free > 0)?.day ?? from
  return { visit, ...answer, day, today, ...branded(await api(getPublicOrg, { orgSlug: visit.orgSlug })) }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const result = await submit(serverApi(context), rescheduleVisit, {
    token,
    ...formInput(await request.formData()),
  })
  return result.ok ? redirect(`/track/${token}?done=moved`) : refuse(result)
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Change the time',
    description: 'Move your visit',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const { visit, first, days, slots, day, today, zone } = loaderData
  const { locale } = useLocale()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'submitting'
  const from = days[0]?.day ?? day
  const linkTo = (change: { day?: string; from?: string }) =>
    `?${new URLSearchParams({ from: change.from ?? from, ...(change.day && { day: change.day }) })}`
  return (
    <div className="one">
      <SlotsRefresh orgSlug={visit.orgSlug} />
      <FormResult result={actionData}>
        <Form method="post" className="stack s16" action={`?${search}`}>
          <h1>When would suit you better?</h1>
          <p className="lead">
            Now: {formatWhen(visit.startsAt, 'date-time', zone, locale)} with {visit.staff.name}. Moving is
            free until {formatWhen(visit.deadline, 'date-time', zone, locale)}.
          </p>
          <ErrorSummary result={actionData} labels={{ startsAt: 'Time' }} />
          <LostSlot result={actionData} zone={zone} />
          {first ? (
            <SlotChoice
              key={day}
              {...{ first, days, slots, day, zone, linkTo }}
              chosen={null}
              earlier={from > today ? (shiftDay(from, -7) < today ? today : shiftDay(from, -7)) : null}
              later={days.at(-1) ? shiftDay(days.at(-1)!.day, 1) : null}
            />
          ) : (
            <EmptyState icon="calendar" title="No other time is free online">
              Call us and we will look together.
            </EmptyState>
          )}
          <StepActions
            back={
              <Link className="back" to={`/track/${visit.token}`}>
                Keep the old time
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy} disabled={!first}>
              Move my visit
            </Button>
          </StepActions>
        </Form>
      </FormResult>
    </div>
  )
}
