import { type RouteConfigEntry, route } from '@react-router/dev/routes'

export const webchatOfficePages: RouteConfigEntry[] = []
export const webchatSettingsPages: RouteConfigEntry[] = [
  route('settings/channels/webchat', 'modules/inbox/ui/webchat-page.tsx'),
]
