import './booking.css'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { Banner } from '#web/kit/banner.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { StatusPill, type Tone } from '#web/kit/status-pill.tsx'
import { NextSteps } from '#web/kit/timeline.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { branded } from '#web/public/branded.ts'
import { type TrackedVisit, trackVisit } from '../../contract/guest.ts'
import type { Route } from './+types/track-page'
import { publicMeta } from './public-meta.ts'
import { VisitCard } from './visit-card.tsx'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const visit = await api(trackVisit, { token: params.token })
  const done = new URL(request.url).searchParams.get('done')
  return { visit, done, ...branded(await api(getPublicOrg, { orgSlug: visit.orgSlug })) }
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Your visit',
    description: 'See, change or cancel your visit',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

const states: Partial<Record<TrackedVisit['status'], { tone: Tone; word: string }>> = {
  pending: { tone: 'warn', word: 'Waiting for our confirmation' },
  confirmed: { tone: 'good', word: 'Confirmed' },
  on_the_way: { tone: 'brand', word: 'On the way' },
  in_progress: { tone: 'brand', word: 'Under way' },
  completed: { tone: 'good', word: 'Done' },
  cancelled: { tone: 'bad', word: 'Cancelled' },
  no_show: { tone: 'bad', word: 'Nobody was in' },
}

const news: Record<string, string> = {
  moved: 'Your visit has a new time. We have sent you the details.',
  cancelled: 'Your visit is cancelled. We have sent you a confirmation.',
}

export default function TrackPage({ loaderData }: Route.ComponentProps) {
  const { visit, org, done } = loaderData
  const { locale } = useLocale()
  const state = states[visit.status] ?? { tone: 'neutral' as const, word: visit.status }
  const isOver = visit.status === 'cancelled' || visit.status === 'completed' || visit.status === 'no_show'
  return (
    <div className="one stack s16">
      {done && news[done] && <Banner tone="good">{news[done]}</Banner>}
      <div>
        <p className="step">Order {visit.number}</p>
        <h1>Your visit</h1>
        <p style={{ marginTop: 8 }}>
          <StatusPill tone={state.tone}>{state.word}</StatusPill>
        </p>
      </div>
      <VisitCard visit={visit} />
      {!isOver && (
        <div className="pair acts2">
          {visit.can_reschedule && (
            <LinkButton size="lg" icon="calendar" to="move">
              Change the time
            </LinkButton>
          )}
          {visit.can_cancel && (
            <LinkButton size="lg" icon="cross" to="cancel">
              Cancel
            </LinkButton>
          )}
          <LinkButton
            size="lg"
            icon="calendar-plus"
            reloadDocument
            to={`/api/v1/public/visits/${visit.token}/visit.ics`}
            prefetch="none"
          >
            Add to calendar
          </LinkButton>
        </div>
      )}
      {!isOver && <Deadline visit={visit} locale={locale} phone={org.phone} email={org.email} />}
      {visit.steps.length > 0 && (
        <section>
          <h2 style={{ margin: '8px 0' }}>What happens next</h2>
          <NextSteps
            steps={visit.steps.map(({ title, detail, state: at }) => ({
              title,
              detail,
              done: at === 'done',
            }))}
          />
        </section>
      )}
      {isOver && (
        <LinkButton size="lg" tone="primary" to={`/o/${visit.orgSlug}/book`}>
          Book again
        </LinkButton>
      )}
    </div>
  )
}

function Deadline({
  visit,
  locale,
  phone,
  email,
}: {
  visit: TrackedVisit
  locale: string
  phone: string | null
  email: string | null
}) {
  const until = formatWhen(visit.deadline, 'date-time', visit.zone, locale)
  if (visit.can_cancel || visit.can_reschedule) {
    return (
      <p className="why">
        <Icon name="info" size={18} />
        <span>
          Free to change or cancel until {until}.
          {visit.ifCancelledNow.fee > 0 && (
            <>
              {' '}
              Later we keep <Money minor={visit.ifCancelledNow.fee} />.
            </>
          )}
        </span>
      </p>
    )
  }
  return (
    <Banner tone="info">
      Changes online closed on {until}. Please{' '}
      {phone ? (
        <a className="link" href={`tel:${phone}`}>
          call {phone}
        </a>
      ) : (
        'call us'
      )}
      {email && (
        <>
          {' '}
          or{' '}
          <a className="link" href={`mailto:${email}?subject=${encodeURIComponent(visit.number)}`}>
            write to us
          </a>
        </>
      )}
      .
    </Banner>
  )
}
