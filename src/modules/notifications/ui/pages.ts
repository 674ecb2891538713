import { route } from '@react-router/dev/routes'

const page = (name: string) => `modules/notifications/ui/${name}.tsx`

export const officePages = [
  route('outbox', page('outbox-page'), [route(':messageId', page('message-drawer'))]),
]

export const settingsPages = [
  route('settings/templates', page('templates-page')),
  route('settings/templates/:key', page('template-page')),
]
