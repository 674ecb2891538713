import { type RouteConfigEntry, route } from '@react-router/dev/routes'

export const broadcastsOfficePages: RouteConfigEntry[] = [
  route('broadcasts', 'modules/inbox/ui/broadcasts-page.tsx'),
  route('broadcasts/:broadcastId', 'modules/inbox/ui/broadcast-page.tsx'),
  route('broadcasts/:broadcastId/edit', 'modules/inbox/ui/broadcast-draft-page.tsx'),
]
export const broadcastsSettingsPages: RouteConfigEntry[] = []
