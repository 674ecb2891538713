import { route } from '@react-router/dev/routes'

const file = (name: string) => `modules/booking/ui/public/${name}.tsx`

/** Booking for customers: by the default organisation's short address, or by an organisation's own. */
export const bookingPublicPages = [
  route('book', file('start-page'), { id: 'book-start' }),
  route('o/:orgSlug/book', file('start-page'), { id: 'book-start-of-organisation' }),
  route('book/c/:token/service', file('service-page')),
  route('book/c/:token/time', file('time-page')),
  route('book/c/:token/details', file('details-page')),
  route('book/c/:token/pay', file('pay-page')),
  route('book/c/:token/bank', file('bank-page')),
  route('book/c/:token/done', file('done-page')),
  route('track/:token', file('track-page')),
  route('track/:token/move', file('move-page')),
  route('track/:token/cancel', file('cancel-page')),
  route('my-booking', file('look-up-page'), { id: 'look-up' }),
  route('o/:orgSlug/my-booking', file('look-up-page'), { id: 'look-up-of-organisation' }),
]
