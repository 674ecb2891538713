import { defineErrors } from '#values/errors.ts'

/** Refusals of the inbox. */
export const inboxErrors = defineErrors({
  'inbox.conversation_not_found': { kind: 'not_found', message: 'There is no such conversation.' },
  'inbox.message_not_found': { kind: 'not_found', message: 'There is no such message.' },
  'inbox.channel_not_found': { kind: 'not_found', message: 'There is no such channel.' },
  'inbox.contact_not_found': { kind: 'not_found', message: 'There is no such contact.' },
  'inbox.ticket_not_found': { kind: 'not_found', message: 'There is no such ticket.' },
  'inbox.not_found': {
    kind: 'not_found',
    message: 'There is no such entry. It may have been deleted meanwhile.',
  },
  'inbox.name_taken': {
    kind: 'conflict',
    message: 'There is one with this name already. Choose another name.',
  },
  'inbox.already_resolved': { kind: 'conflict', message: 'This conversation is resolved already.' },
  'inbox.not_resolved': { kind: 'conflict', message: 'This conversation is open already.' },
  'inbox.ticket_resolved': {
    kind: 'conflict',
    message: 'This ticket is resolved. Open it again to change it.',
  },
  'inbox.ticket_open': { kind: 'conflict', message: 'This ticket is open already.' },
  'inbox.window_closed': {
    kind: 'conflict',
    message:
      'More than 24 hours have passed since the customer wrote on WhatsApp. Send an approved template instead.',
  },
  'inbox.opted_out': {
    kind: 'conflict',
    message: 'This person asked not to get messages on this channel. Use another channel.',
  },
  'inbox.channel_off': {
    kind: 'conflict',
    message: 'This channel is switched off. Switch it on in the settings.',
  },
  'inbox.cannot_send': {
    kind: 'conflict',
    message: 'Nothing can be written on this channel. Use another channel.',
  },
  'inbox.not_retryable': { kind: 'conflict', message: 'Only failed messages can be sent again.' },
  'inbox.bad_signature': {
    kind: 'forbidden',
    message: 'The signature does not fit the body and the channel’s secret.',
  },
  'inbox.bad_delivery': { kind: 'invalid', message: 'The body is not what this channel sends.' },
  'inbox.file_refused': { kind: 'invalid', message: 'This file cannot be sent. Choose another one.' },
  'inbox.template_not_usable': { kind: 'conflict', message: 'This template is not approved yet.' },
  'inbox.template_not_submittable': {
    kind: 'conflict',
    message: 'Only drafts and rejected templates of WhatsApp can be submitted.',
  },
  'inbox.variables_missing': { kind: 'invalid', message: 'Fill in every variable of the template.' },
  'inbox.flow_faulty': { kind: 'invalid', message: 'The flow cannot work like this. Mend what is marked.' },
  'inbox.broadcast_running': { kind: 'conflict', message: 'This broadcast has begun. Stop it first.' },
  'inbox.merge_impossible': { kind: 'conflict', message: 'These contacts cannot be merged.' },
  'inbox.vendor_refused': {
    kind: 'unavailable',
    message: 'The channel’s provider refused. Read the reason and try again.',
  },
})
