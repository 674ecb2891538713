import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `modules/inbox/ui/bot-${name}-page.tsx`

export const botOfficePages: RouteConfigEntry[] = []
export const botSettingsPages: RouteConfigEntry[] = [
  route('settings/bot', page('flows')),
  route('settings/bot/intents', page('intents')),
  route('settings/bot/model', page('model')),
  route('settings/bot/replies', page('replies')),
  route('settings/bot/flows/:flowId', page('flow')),
]
