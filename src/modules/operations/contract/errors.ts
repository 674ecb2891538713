import { defineErrors } from '#values/errors.ts'

/** Codes of this module. */
export const operationsErrors = defineErrors({
  'operations.webhook_not_found': {
    kind: 'not_found',
    message: 'There is no such webhook. It may have been deleted.',
  },
  'operations.delivery_not_found': {
    kind: 'not_found',
    message: 'There is no such delivery. Deliveries are kept for 30 days.',
  },
  'operations.delivery_waiting': {
    kind: 'conflict',
    message: 'This delivery is already on its way. Wait for its result before sending it again.',
  },
  'operations.too_many_webhooks': {
    kind: 'conflict',
    message: 'There are 50 webhooks already. Delete one that is no longer used.',
  },
  'operations.job_not_found': {
    kind: 'not_found',
    message: 'This job is no longer in the list: it has succeeded meanwhile, or somebody removed it.',
  },
  'operations.job_running': {
    kind: 'conflict',
    message: 'This job is being tried at this moment. Wait for its result.',
  },
  'operations.not_a_demo': {
    kind: 'conflict',
    message: 'This organisation is not a demonstration, so there is nothing of that sort to change.',
  },
})
