import './booking.css'
import { redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { NextSteps } from '#web/kit/timeline.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { trackVisit } from '../../contract/guest.ts'
import type { Route } from './+types/done-page'
import { loadStep, stepPath } from './checkout-steps.ts'
import { publicMeta } from './public-meta.ts'
import { VisitCard } from './visit-card.tsx'

export async function loader({ params, context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { checkout, ...brand } = await loadStep(api, params.token, 'done')
  if (!checkout.appointment) throw redirect(stepPath(params.token, checkout.nextStep))
  return { ...brand, visit: await api(trackVisit, { token: checkout.appointment.trackingToken }) }
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'You are booked in',
    description: 'Your visit',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

export default function DonePage({ loaderData }: Route.ComponentProps) {
  const { visit } = loaderData
  const { locale } = useLocale()
  return (
    <div className="one stack s16">
      <span className="tick" aria-hidden="true">
        <Icon name="check" size={28} />
      </span>
      <h1 tabIndex={-1} style={{ fontSize: 32, lineHeight: '38px' }}>
        You’re booked in, {visit.customerName.split(' ')[0]}
      </h1>
      <p className="lead">
        We’ve sent the details to <span className="nw">{visit.email}</span>. Order number{' '}
        <b className="b">{visit.number}</b>
      </p>
      <VisitCard visit={visit} />
      <div className="pair acts2">
        <LinkButton
          size="lg"
          icon="calendar-plus"
          reloadDocument
          to={`/api/v1/public/visits/${visit.token}/visit.ics`}
          prefetch="none"
        >
          Add to calendar
        </LinkButton>
        <LinkButton size="lg" to={`/track/${visit.token}`}>
          Change or cancel
        </LinkButton>
      </div>
      {visit.can_cancel && (
        <p className="why">
          <Icon name="info" size={18} />
          <span>
            Free to change or cancel until {formatWhen(visit.deadline, 'date-time', visit.zone, locale)}.
          </span>
        </p>
      )}
      <section>
        <h2 style={{ margin: '8px 0' }}>What happens next</h2>
        <NextSteps
          steps={visit.steps.map(({ title, detail, state }) => ({ title, detail, done: state === 'done' }))}
        />
      </section>
    </div>
  )
}
