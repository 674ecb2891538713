import { defineErrors } from '#values/errors.ts'

/** What booking can refuse, with the words people read. */
export const bookingErrors = defineErrors({
  'booking.slot_taken': {
    kind: 'conflict',
    message: 'That time has just been taken. Here are the nearest free times; everything you typed is kept.',
  },
  'booking.slot_not_offered': {
    kind: 'conflict',
    message: 'That time is not free. Please choose one that is offered.',
  },
  'booking.hold_expired': {
    kind: 'conflict',
    message: 'The time we held for you has run out. Please choose a time again.',
  },
  'booking.area_not_served': { kind: 'not_found', message: 'We do not come to this postcode yet.' },
  'booking.postcode_unknown': {
    kind: 'not_found',
    message: 'We do not know this postcode. Please check it.',
  },
  'booking.service_not_found': {
    kind: 'not_found',
    message: 'This service does not exist or is no longer offered.',
  },
  'booking.extra_not_found': { kind: 'not_found', message: 'This extra does not belong to the service.' },
  'booking.category_not_found': { kind: 'not_found', message: 'This category does not exist.' },
  'booking.category_in_use': { kind: 'conflict', message: 'Move the services of this category first.' },
  'booking.staff_not_found': {
    kind: 'not_found',
    message: 'This person does not exist or no longer takes visits.',
  },
  'booking.holiday_not_found': { kind: 'not_found', message: 'This day is not closed.' },
  'booking.picture_not_found': { kind: 'not_found', message: 'There is no such picture.' },
  'booking.picture_unreadable': {
    kind: 'invalid',
    message: 'This picture could not be read. Send a JPEG, PNG, WebP or AVIF file.',
  },
  'booking.staff_lacks_skill': { kind: 'conflict', message: 'This person does not do this service.' },
  'booking.appointment_not_found': { kind: 'not_found', message: 'This visit does not exist.' },
  'booking.checkout_not_found': {
    kind: 'not_found',
    message: 'This booking was not found or is already finished.',
  },
  'booking.checkout_incomplete': {
    kind: 'conflict',
    message: 'Something is still missing before this booking can be made.',
  },
  'booking.too_late_to_cancel': {
    kind: 'conflict',
    message: 'It is too late to cancel online. Please write or call us.',
  },
  'booking.too_late_to_reschedule': {
    kind: 'conflict',
    message: 'It is too late to change the time online. Please write or call us.',
  },
  'booking.not_cancellable': { kind: 'conflict', message: 'This visit can no longer be cancelled.' },
  'booking.not_reschedulable': { kind: 'conflict', message: 'This visit can no longer be moved.' },
  'booking.status_not_allowed': {
    kind: 'conflict',
    message: 'This visit cannot change to that state from where it is.',
  },
  'booking.reason_required': { kind: 'invalid', message: 'Write the reason: the rule is overridden.' },
  'booking.payment_declined': {
    kind: 'conflict',
    message: 'The card was declined. Nothing was charged; try another card.',
  },
  'booking.payment_needs_action': {
    kind: 'conflict',
    message: 'Your bank asks you to confirm this payment.',
  },
  'booking.payment_too_large': {
    kind: 'conflict',
    message: 'That is more than is still open for this visit.',
  },
  'booking.pay_on_day_not_allowed': {
    kind: 'conflict',
    message: 'This service is paid online when booking.',
  },
})
