import { defineErrors } from '#values/errors.ts'

/** Refusals around the client's record. */
export const crmErrors = defineErrors({
  'crm.client_not_found': {
    kind: 'not_found',
    message: 'There is no such client. It may have been deleted; look in the trash.',
  },
  'crm.note_not_found': { kind: 'not_found', message: 'There is no such note. It may have been deleted.' },
  'crm.view_not_found': { kind: 'not_found', message: 'There is no such saved view.' },
  'crm.too_many_views': {
    kind: 'conflict',
    message: 'You have 30 saved views for this list. Delete one before you save another.',
  },
  'crm.too_many_clients': {
    kind: 'invalid',
    message: 'These are more than 2,000 clients. Narrow the filter and do it in parts.',
  },
  'crm.too_many_tags': {
    kind: 'invalid',
    message: 'A client can have at most 30 tags. Remove some before you add more.',
  },
})
