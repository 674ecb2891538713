import type { FailureCategory } from '../contract/words.ts'

/** What a category means, and what a person can do. */
export const failureWords: Readonly<Record<FailureCategory, { name: string; advice: string }>> = {
  window_closed: {
    name: 'Window closed',
    advice: 'More than 24 hours have passed since they wrote. Send an approved template.',
  },
  bad_number: {
    name: 'Cannot be reached',
    advice:
      'The number or address does not exist or cannot get this kind of message. Check it with the client.',
  },
  opted_out: {
    name: 'Opted out',
    advice: 'They asked for no messages here. Use another way, or wait until they write.',
  },
  blocked: {
    name: 'Blocked',
    advice: 'The provider or the recipient blocks messages from this channel. Use another channel.',
  },
  rate_limited: {
    name: 'Too many at once',
    advice: 'The provider’s limit was reached for a long time. Send it again later.',
  },
  template: {
    name: 'Template refused',
    advice: 'The template is paused, changed or filled in wrongly. Check it in the settings.',
  },
  media: {
    name: 'File refused',
    advice: 'The provider does not take this file. Send another type or a smaller one.',
  },
  auth: {
    name: 'Account or token',
    advice: 'The provider refuses our account. Check the channel’s tokens and its billing.',
  },
  spam: {
    name: 'Held as spam',
    advice: 'The provider holds such messages back for this recipient. Do not send it again soon.',
  },
  network: {
    name: 'Provider not reached',
    advice: 'The provider did not answer or had a fault of its own. Send it again.',
  },
  unknown: {
    name: 'Unknown reason',
    advice: 'The provider gave a reason we do not know. Read it and try again.',
  },
}
