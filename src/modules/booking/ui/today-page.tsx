import './today.css'
import { useEffect, useState } from 'react'
import { Form, Link, Outlet, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill, type Tone } from '#web/kit/status-pill.tsx'
import { formatRelative, formatWhen } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { setAppointmentStatus } from '../contract/appointments.ts'
import { getCalendar, getToday } from '../contract/calendar.ts'
import { getBookingFigures } from '../contract/figures.ts'
import type { Route } from './+types/today-page'
import { DayTimeline } from './day-timeline.tsx'
import { FiguresBand } from './figures-band.tsx'

export const handle: PageHandle = { title: 'Today' }
const DAYS = 7

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const today = await api(getToday, {})
  const fromDay = shift(today.day, 1 - DAYS)
  const [calendar, figures] = await Promise.all([
    api(getCalendar, { fromDay: today.day, toDay: today.day }),
    api(getBookingFigures, { fromDay, toDay: today.day }).catch(forbiddenIsNull),
  ])
  return { today, calendar, figures, fromDay }
}

/** People who may not see figures see the page without them. */
function forbiddenIsNull(error: unknown): null {
  if ((error as { status?: number }).status === 403) return null
  throw error
}

export async function action({ request, context }: Route.ActionArgs) {
  const result = await submit(
    serverApi(context),
    setAppointmentStatus,
    formInput(await request.formData()) as never,
  )
  return result.ok ? redirect('/today') : refuse(result)
}

export default function TodayPage({ loaderData }: Route.ComponentProps) {
  const { today, calendar, figures, fromDay } = loaderData
  const { zone, locale } = useLocale()
  const mayBook = useMay('booking.create')
  useLiveRevalidate(['appointments', 'figures', 'payments', 'messages', 'staff'])
  const now = useNow(today.now)
  const title = formatWhen(today.now, 'day', zone, locale)
  return (
    <>
      <PageHead
        title={title}
        lead={countWords(today.counts, today.needs.length)}
        actions={
          mayBook && (
            <LinkButton tone="primary" icon="plus" to="/appointments/new">
              New booking
            </LinkButton>
          )
        }
      />
      {figures && (
        <FiguresBand
          {...figures}
          label="Figures of the last seven days"
          comparedWith="on the 7 days before"
          rowsOf={({ metric }) => `/figures/${metric}?fromDay=${fromDay}&toDay=${today.day}`}
        />
      )}
      <div className="today2">
        <div className="stack s16">
          <Needs needs={today.needs} now={now} />
          <section aria-labelledby="visits">
            <SectionHead title={<span id="visits">Today’s visits</span>} end={<Legend />} />
            {calendar.appointments.length === 0 ? (
              <div className="card">
                <EmptyState
                  icon="calendar"
                  title="No visits today"
                  action={mayBook && <LinkButton to="/appointments/new">Book one</LinkButton>}
                >
                  The next ones are in the calendar.
                </EmptyState>
              </div>
            ) : (
              <DayTimeline
                staff={calendar.staff.filter(
                  ({ id }) =>
                    calendar.appointments.some((visit) => visit.staffId === id) ||
                    calendar.working.some(({ staffId }) => staffId === id),
                )}
                visits={calendar.appointments.filter(({ status }) => status !== 'cancelled')}
                working={calendar.working}
                now={now}
                linkTo={(visit) => `/today/visit/${visit.id}`}
              />
            )}
          </section>
        </div>
        <Feed feed={today.feed} />
      </div>
      <Outlet />
    </>
  )
}

type Today = Route.ComponentProps['loaderData']['today']
type Need = Today['needs'][number]

const kinds: Record<Need['kind'], { tone: Tone; word: string; act: string }> = {
  late_start: { tone: 'warn', word: 'Late start', act: 'See' },
  clash: { tone: 'bad', word: 'Clash', act: 'Fix' },
  unconfirmed: { tone: 'neutral', word: 'Unconfirmed', act: 'Confirm' },
  unpaid: { tone: 'neutral', word: 'Unpaid', act: 'See' },
  failed_message: { tone: 'bad', word: 'Not delivered', act: 'See' },
  ending_hold: { tone: 'neutral', word: 'Held', act: 'See' },
}

/** The most urgent ones at a glance; the rest is a press away, so that the day below stays in sight. */
const SHOWN_NEEDS = 6

function Needs({ needs, now }: { needs: Need[]; now: number }) {
  return (
    <section aria-labelledby="needs">
      <SectionHead
        title={<span id="needs">Needs a person now</span>}
        count={needs.length}
        end="Most urgent first"
      />
      {needs.length === 0 ? (
        <div className="card">
          <EmptyState icon="check-circle" title="Nothing needs you right now">
            Late starts, unconfirmed bookings and unpaid visits appear here by themselves.
          </EmptyState>
        </div>
      ) : (
        <div className="card">
          <NeedList needs={needs.slice(0, SHOWN_NEEDS)} now={now} />
          {needs.length > SHOWN_NEEDS && (
            <details className="more-needs">
              <summary>{needs.length - SHOWN_NEEDS} more</summary>
              <NeedList needs={needs.slice(SHOWN_NEEDS)} now={now} />
            </details>
          )}
        </div>
      )}
    </section>
  )
}

function NeedList({ needs, now }: { needs: Need[]; now: number }) {
  const { zone, locale } = useLocale()
  return (
    <ul className="lines need">
      {needs.map((need) => (
        <li key={`${need.kind} ${need.appointmentId}`}>
          <StatusPill tone={kinds[need.kind].tone}>{kinds[need.kind].word}</StatusPill>
          <span className="what cut">
            <b>{need.clientName}</b>, {need.text}
          </span>
          <span className="t13 muted num">{formatRelative(need.at, now, zone, locale)}</span>
          <NeedAct need={need} />
        </li>
      ))}
    </ul>
  )
}

function NeedAct({ need }: { need: Need }) {
  const mayEdit = useMay('booking.edit')
  const { act } = kinds[need.kind]
  if (need.kind === 'unconfirmed' && mayEdit) {
    return (
      <Form method="post" preventScrollReset>
        <input type="hidden" name="appointmentId" value={need.appointmentId ?? ''} />
        <input type="hidden" name="status" value="confirmed" />
        <Button type="submit" size="sm" aria-label={`Confirm ${need.clientName}`}>
          {act}
        </Button>
      </Form>
    )
  }
  return (
    <LinkButton
      size="sm"
      to={`/today/visit/${need.appointmentId}`}
      preventScrollReset
      aria-label={`${act} ${need.clientName}`}
    >
      {act}
    </LinkButton>
  )
}

function Legend() {
  return (
    <span className="row keyrow" style={{ gap: 14 }}>
      <span>
        <i className="done" />
        Done
      </span>
      <span>
        <i className="now" />
        Under way
      </span>
      <span>
        <i className="plan" />
        Planned
      </span>
      <span>
        <i className="open" />
        Unconfirmed
      </span>
    </span>
  )
}

function Feed({ feed }: { feed: Today['feed'] }) {
  const { zone, locale } = useLocale()
  return (
    <section aria-labelledby="feed">
      <SectionHead title={<span id="feed">As it happens</span>} />
      {feed.length === 0 ? (
        <div className="card">
          <EmptyState icon="pulse" title="Quiet so far">
            Bookings, changes and payments appear here the moment they happen.
          </EmptyState>
        </div>
      ) : (
        <ol className="card lines feed">
          {feed.map((line, index) => (
            <li key={line.id} className={index === 0 ? 'new' : undefined}>
              <time dateTime={line.at} className="tn">
                {formatWhen(line.at, 'time', zone, locale)}
              </time>
              <div>
                {line.appointmentId ? (
                  <Link to={`/today/visit/${line.appointmentId}`} preventScrollReset className="b">
                    {line.title}
                  </Link>
                ) : (
                  <b className="b">{line.title}</b>
                )}
                <div className="muted t12">{line.detail}</div>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function countWords(counts: Today['counts'], needs: number): string {
  if (counts.total === 0) return 'No visits today.'
  const parts = [
    `${counts.done} done`,
    counts.underWay > 0 && `${counts.underWay} under way`,
    counts.late > 0 && `${counts.late} late`,
    `${counts.toCome} to come`,
    counts.cancelled > 0 && `${counts.cancelled} cancelled`,
  ]
  const visits = counts.total === 1 ? '1 visit' : `${counts.total} visits`
  return `${visits}: ${parts.filter(Boolean).join(', ')}. ${needs === 0 ? 'Nothing needs a person.' : needs === 1 ? 'One thing needs a person.' : `${needs} things need a person.`}`
}

/** The server's moment first, so that both sides draw the same; then the clock moves on by itself. */
function useNow(serverNow: string): number {
  const [now, setNow] = useState(() => Date.parse(serverNow))
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
