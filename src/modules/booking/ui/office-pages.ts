import { route } from '@react-router/dev/routes'

const file = (name: string) => `modules/booking/ui/${name}.tsx`

/** The day's work: Today, calendar, visits, figures. */
export const bookingOfficePages = [
  route('today', file('today-page'), [
    route('visit/:appointmentId', file('visit-drawer'), { id: 'visit-on-today' }),
  ]),
  route('appointments/new', file('new-appointment-page')),
  route('appointments', file('appointments-page'), [
    route(':appointmentId', file('visit-drawer'), { id: 'visit-on-list' }),
  ]),
  route('figures/:metric', file('figure-rows-page')),
  route('calendar', file('calendar-page'), [
    route('visit/:appointmentId', file('visit-drawer'), { id: 'visit-on-calendar' }),
  ]),
]
