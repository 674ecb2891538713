import { route } from '@react-router/dev/routes'

const file = (name: string) => `modules/booking/ui/${name}.tsx`

/** The day's work: Today, calendar, visits, figures. */
export const bookingOfficePages = [
  route('today', file('today-page'), [
    route('visit/:appointmentId', file('visit-drawer'), { id: 'visit-on-today' }),
  ]),
]
