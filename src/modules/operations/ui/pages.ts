import { route } from '@react-router/dev/routes'

const page = (name: string) => `modules/operations/ui/${name}-page.tsx`

export const settingsPages = [
  route('settings/webhooks', page('webhooks')),
  route('settings/webhooks/new', page('new-webhook')),
  route('settings/webhooks/:webhookId', page('webhook')),
  route('settings/webhooks/:webhookId/deliveries/:deliveryId', page('delivery')),
  route('settings/failed-jobs', page('failed-jobs')),
  route('settings/failed-jobs/:jobId', page('failed-job')),
  route('settings/health', page('health')),
  route('settings/demo', page('demo')),
]
