import { defineErrors } from '#values/errors.ts'

/** Refusals of the Outbox and of message templates. */
export const notificationErrors = defineErrors({
  'notifications.message_not_found': { kind: 'not_found', message: 'There is no such message.' },
  'notifications.not_retryable': {
    kind: 'conflict',
    message: 'Only messages that wait or failed can be sent again. Load the page anew to see how it stands.',
  },
  'notifications.not_discardable': {
    kind: 'conflict',
    message: 'This message has left already, or is being sent right now.',
  },
  'notifications.no_address': {
    kind: 'conflict',
    message: 'Your account has no e-mail address to send a test to.',
  },
})
