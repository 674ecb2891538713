import { expect, test } from 'vitest'
import { z } from 'zod'
import '#modules/booking/events.ts'
import '#modules/crm/events.ts'
import '#modules/identity/events.ts'
import '#modules/notifications/events.ts'
import '#modules/payments/events.ts'
import '../events.ts'
import { allEvents, type EventKind } from '#values/event.ts'
import { outgoingKinds } from './outgoing-kinds.ts'

/** Names under which an event would carry a link or a credential for one person only. */
const SECRET_FIELDS = ['url', 'link', 'token', 'secret', 'password', 'code']

function fieldsOf({ payload }: EventKind): string[] {
  return payload instanceof z.ZodObject ? Object.keys(payload.shape) : []
}

test('an address that receives all events is never sent a link that resets a password or opens an invitation', () => {
  const leaking = outgoingKinds().filter((kind) =>
    fieldsOf(kind).some((field) => SECRET_FIELDS.includes(field)),
  )
  expect(leaking.map(({ name }) => name)).toEqual([])
  // The check sees such fields where they are.
  expect(fieldsOf(allEvents().get('identity.auth_mail_requested')!)).toContain('url')
})

test.each([
  'identity.auth_mail_requested',
  'identity.member_invited',
  'booking.visit_looked_up',
  'crm.timeline_grew',
])('%s stays inside', (name) => {
  expect(allEvents().get(name)?.isInternal).toBe(true)
  expect(outgoingKinds().map((kind) => kind.name)).not.toContain(name)
})

test.each(['booking.appointment_booked', 'booking.reminder_due', 'payments.payment_succeeded'])(
  'webhooks may carry %s',
  (name) => expect(outgoingKinds().map((kind) => kind.name)).toContain(name),
)
