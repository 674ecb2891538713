import { z } from 'zod'
import { defineEvent } from '#values/event.ts'

export const dashboardSettingsChanged = defineEvent({
  name: 'analytics.settings_changed',
  summary: 'Thresholds or the refresh of dashboards were changed.',
  payload: z.object({ changed: z.array(z.string()) }),
  topics: ['settings', 'figures'],
})
