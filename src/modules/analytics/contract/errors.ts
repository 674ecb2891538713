import { defineErrors } from '#values/errors.ts'

/** Refusals of dashboards and their exports. */
export const analyticsErrors = defineErrors({
  'analytics.metric_not_found': { kind: 'not_found', message: 'There is no such figure.' },
  'analytics.export_not_found': {
    kind: 'not_found',
    message: 'There is no such export. It may have been deleted.',
  },
  'analytics.export_not_ready': { kind: 'conflict', message: 'The file is not ready yet.' },
  'analytics.range_too_long': { kind: 'invalid', message: 'Choose a period of at most three years.' },
})
