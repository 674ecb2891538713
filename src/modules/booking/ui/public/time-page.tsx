import './booking.css'
import { lazy, Suspense } from 'react'
import { Form, Link, redirect, useNavigation, useSearchParams } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { StepActions, StepHead } from '#web/kit/step-form.tsx'
import { findFreeSlots, holdSlot, type Slot } from '../../contract/guest.ts'
import type { Route } from './+types/time-page'
import { durationWords, loadStep, minutesOf, stepPath } from './checkout-steps.ts'
import { LostSlot } from './lost-slot.tsx'
import { dayOf, SlotChoice, shiftDay, shownWeek } from './slot-choice.tsx'
import { SlotsRefresh } from './slots-refresh.tsx'

const WEEK = 7

// Stands in the document from the first byte; its script may follow the one that lets people choose.
const BookingSummary = lazy(() =>
  import('./booking-summary.tsx').then((part) => ({ default: part.BookingSummary })),
)
const HeldFor = lazy(() => import('./held-for.tsx').then((part) => ({ default: part.HeldFor })))

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { checkout, org, brand } = await loadStep(api, params.token, 'time')
  const today = dayOf(new Date().toISOString(), org.zone)
  const query = {
    orgSlug: org.slug,
    serviceId: checkout.service!.id,
    postcode: checkout.postcode,
    staffId: checkout.staffId ?? undefined,
    extras: checkout.extras.map(({ extraId, quantity }) => `${extraId}:${quantity}`).join(','),
    days: WEEK,
  }
  const held = checkout.slot && dayOf(checkout.slot.startsAt, org.zone)
  const search = new URL(request.url).searchParams
  const { from, asked } = shownWeek(search, today, held)
  let answer = await api(findFreeSlots, { ...query, fromDay: from })
  const firstDay = answer.first && dayOf(answer.first.startsAt, org.zone)
  // Nothing was asked for and this week is empty: open at the first free day.
  if (!search.has('from') && !asked && answer.slots.length === 0 && firstDay) {
    answer = await api(findFreeSlots, { ...query, fromDay: firstDay })
  }
  answer = withHeld(answer, checkout.slot, org.zone)
  const day = asked ?? answer.days.find(({ free }) => free > 0)?.day ?? from
  return { org, brand, checkout, ...answer, day, today }
}

type Offer = Output<typeof findFreeSlots>

/** The held time is free for nobody else, but whoever comes back to this page finds it chosen. */
function withHeld(offer: Offer, held: Slot | null, zone: string): Offer {
  if (!held || offer.slots.some(({ startsAt }) => startsAt === held.startsAt)) return offer
  const heldDay = dayOf(held.startsAt, zone)
  if (!offer.days.some(({ day }) => day === heldDay)) return offer
  return {
    ...offer,
    first: offer.first ?? held,
    slots: [...offer.slots, held].sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
    days: offer.days.map((one) =>
      one.day === heldDay ? { ...one, free: one.free + 1, reason: null, reasonText: null } : one,
    ),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const form = formInput(await request.formData())
  const result = await submit(serverApi(context), holdSlot, { token, ...form })
  return result.ok ? redirect(stepPath(token, 'details')) : refuse(result)
}

export function meta() {
  return [{ title: 'Choose a time' }, { name: 'robots', content: 'noindex, nofollow' }]
}

export default function TimePage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout, org, first, days, slots, day, today, zone } = loaderData
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'submitting'
  const from = days[0]?.day ?? day
  const linkTo = (change: { day?: string; from?: string }) =>
    `?${new URLSearchParams({ from: change.from ?? from, ...(change.day && { day: change.day }) })}`
  const chosen = checkout.slot?.startsAt ?? null
  return (
    <FormResult result={actionData}>
      <SlotsRefresh orgSlug={org.slug} />
      <Form method="post" className="cols" action={`?${search}`}>
        <div className="stack s16">
          <StepHead
            step={3}
            of={5}
            name="Time"
            title="When should we come?"
            lead={
              <>
                {checkout.service!.name}, {durationWords(minutesOf(checkout))}, {checkout.postcode}.{' '}
                <Link className="link" to={stepPath(checkout.token, 'service')}>
                  Change
                </Link>
              </>
            }
          />
          <ErrorSummary result={actionData} labels={{ startsAt: 'Time' }} />
          <LostSlot result={actionData} zone={zone} />
          {first === null ? (
            <NothingFree token={checkout.token} phone={org.phone} />
          ) : (
            <SlotChoice
              key={`${day} ${chosen}`}
              {...{ first, days, slots, day, zone, chosen, linkTo }}
              earlier={from > today ? (shiftDay(from, -WEEK) < today ? today : shiftDay(from, -WEEK)) : null}
              later={days.at(-1) ? shiftDay(days.at(-1)!.day, 1) : null}
            />
          )}
          <div className="only-desk">
            <StepActions
              back={
                <Link className="back" to={stepPath(checkout.token, 'service')}>
                  Back to service
                </Link>
              }
            >
              <Button type="submit" tone="primary" size="xl" busy={isBusy}>
                Continue to your details
              </Button>
            </StepActions>
          </div>
        </div>
        <div className="only-desk">
          <Suspense>
            <BookingSummary checkout={checkout} />
          </Suspense>
        </div>
        <div className="sheet only-phone">
          <span>
            <b className="b" style={{ fontSize: 20 }}>
              <Money minor={checkout.price.total} />
            </b>{' '}
            <span className="small">total</span>
            {checkout.holdExpiresAt && (
              <Suspense>
                <HeldFor until={checkout.holdExpiresAt} />
              </Suspense>
            )}
          </span>
          <Button type="submit" tone="primary" size="lg" busy={isBusy}>
            Continue
          </Button>
        </div>
      </Form>
    </FormResult>
  )
}

function NothingFree({ token, phone }: { token: string; phone: string | null }) {
  return (
    <p>
      Nothing is free online in the coming weeks. {phone && `Call us on ${phone}, or `}
      <Link className="link" to={stepPath(token, 'service')}>
        change the service or the person
      </Link>
      .
    </p>
  )
}
