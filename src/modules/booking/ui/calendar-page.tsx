import './calendar.css'
import './calendar-board.css'
import './today.css'
import { useEffect, useState } from 'react'
import { Outlet, useSearchParams } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { localDay } from '#values/zone.ts'
import { serverApi } from '#web/api.ts'
import { useShortcuts } from '#web/kit/shortcuts.ts'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import type { Appointment } from '../contract/appointments.ts'
import { getCalendar } from '../contract/calendar.ts'
import { listServices, listStaff } from '../contract/catalogue.ts'
import type { Route } from './+types/calendar-page'
import { CalendarAgenda, WeekAgenda } from './calendar-agenda.tsx'
import { CalendarDay } from './calendar-day.tsx'
import { CalendarHead } from './calendar-head.tsx'
import { visitLink } from './calendar-links.ts'
import { countByDay, daysOf, rangeOf, readAddress, readFilters, withoutCancelled } from './calendar-load.ts'
import { CalendarMonth } from './calendar-month.tsx'
import { CalendarPick } from './calendar-pick.tsx'
import { CalendarSide } from './calendar-side.tsx'
import { CalendarWeek } from './calendar-week.tsx'
import { DayTimeline } from './day-timeline.tsx'
import { MoveDialog } from './move-dialog.tsx'

export const handle: PageHandle = { title: 'Calendar', isFullBleed: true }
export const meta: Route.MetaFunction = () => [{ title: 'Calendar' }]

const movable: readonly Appointment['status'][] = ['pending', 'confirmed', 'on_the_way']

export async function loader({ context, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { org } = await api(getSession, {})
  const today = localDay(org.zone, Date.now())
  const { view, day } = readAddress(url.searchParams, today)
  const filters = readFilters(url.searchParams)
  const range = rangeOf(view, day, org.weekStartsOn)
  const [found, people, services] = await Promise.all([
    api(getCalendar, { ...filters, fromDay: range.from, toDay: range.to }),
    api(listStaff, { active: true }).then(namesOf, noneIfForbidden),
    api(listServices, {}).then(servicesOf, noneIfForbidden),
  ])
  const shown = withoutCancelled(found, filters)
  const { calendar, counts } = view === 'month' ? countByDay(shown) : { calendar: shown, counts: {} }
  const days = daysOf(org.zone, range)
  const { weekStartsOn } = org
  return { view, day, today, range, days, calendar, counts, people, services, weekStartsOn }
}

function namesOf({ items }: { items: { id: string; name: string }[] }) {
  return items.map(({ id, name }) => ({ id, name }))
}

function servicesOf({ items }: { items: { id: string; name: string; colour: string; active: boolean }[] }) {
  return items.filter(({ active }) => active).map(({ id, name, colour }) => ({ id, name, colour }))
}

/** People who may not see the catalogue see the calendar without those filters. */
function noneIfForbidden(error: unknown): never[] {
  if ((error as { status?: number }).status === 403) return []
  throw error
}

export type CalendarData = Route.ComponentProps['loaderData']

export default function CalendarPage({ loaderData }: Route.ComponentProps) {
  useLiveRevalidate(['appointments', 'staff', 'slots'])
  const { view, day, today, range, calendar, people, services, weekStartsOn } = loaderData
  const now = useNow(calendar.now)
  const [moving, setMoving] = useState<Appointment | null>(null)
  const mayEdit = useMay('booking.edit')
  useShortcuts({
    m: () => {
      const visit = focusedVisit(calendar.appointments)
      if (visit && mayEdit && movable.includes(visit.status)) setMoving(visit)
    },
  })
  const staff = people.length > 0 ? people : calendar.staff
  return (
    <CalendarPick key={`${view} ${day}`} visits={calendar.appointments} staff={staff} mayPick={mayEdit}>
      <CalendarHead view={view} day={day} today={today} range={range} staff={staff} services={services} />
      <div className="cal-main">
        <View {...loaderData} now={now} mayDrag={({ status }) => mayEdit && movable.includes(status)} />
      </div>
      <CalendarSide
        view={view}
        day={day}
        today={today}
        weekStartsOn={weekStartsOn}
        services={services}
        visits={calendar.appointments}
      />
      {moving && <MoveDialog visit={moving} onClose={() => setMoving(null)} />}
      <Outlet />
    </CalendarPick>
  )
}

type ViewProps = CalendarData & { now: number; mayDrag: (visit: Appointment) => boolean }

function View(props: ViewProps) {
  const { view, calendar, days, now, mayDrag } = props
  const [search] = useSearchParams()
  const [only] = days
  if (view === 'month') return <CalendarMonth {...props} />
  if (view === 'week') {
    return (
      <>
        <CalendarWeek {...props} />
        <WeekAgenda calendar={calendar} days={days} />
      </>
    )
  }
  if (!only) return null
  const isToday = now >= Date.parse(only.from) && now < Date.parse(only.to)
  const shown = isToday ? now : null
  if (view === 'timeline') {
    return calendar.appointments.length + calendar.working.length === 0 ? (
      <EmptyState icon="calendar" title="Nobody works on this day">
        {calendar.closures[0]?.name ?? 'There are no visits either.'}
      </EmptyState>
    ) : (
      <div className="cal-timeline">
        <DayTimeline
          staff={calendar.staff}
          visits={calendar.appointments}
          working={calendar.working}
          now={shown}
          linkTo={({ id }) => {
            const { pathname, search: query } = visitLink(search, id)
            return pathname + query
          }}
        />
      </div>
    )
  }
  return (
    <>
      <CalendarDay calendar={calendar} day={only} now={shown} mayDrag={mayDrag} />
      <CalendarAgenda calendar={calendar} />
    </>
  )
}

/** The visit whose link has the focus, in whichever view. */
function focusedVisit(visits: readonly Appointment[]): Appointment | undefined {
  const id = /\/visit\/([0-9a-f-]{36})/.exec(document.activeElement?.getAttribute('href') ?? '')?.[1]
  return visits.find((visit) => visit.id === id)
}

function useNow(serverNow: string): number {
  const [now, setNow] = useState(() => Date.parse(serverNow))
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
