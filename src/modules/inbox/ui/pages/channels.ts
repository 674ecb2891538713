import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `modules/inbox/ui/${name}-page.tsx`

export const channelsOfficePages: RouteConfigEntry[] = [route('inbox/failures', page('failures'))]
export const channelsSettingsPages: RouteConfigEntry[] = [
  route('settings/channels', page('channels')),
  route('settings/channels/new', page('new-channel')),
  route('settings/channels/templates', page('channel-templates')),
  route('settings/channels/templates/new', page('new-channel-template')),
  route('settings/channels/templates/:templateId', page('channel-template')),
  route('settings/channels/:channelId', page('channel')),
]
