import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `modules/inbox/ui/${name}-page.tsx`

export const rulesOfficePages: RouteConfigEntry[] = [
  route('tickets', page('tickets'), [
    route('new', 'modules/inbox/ui/ticket-new-drawer.tsx'),
    route(':ticketId', 'modules/inbox/ui/ticket-drawer.tsx'),
  ]),
]
export const rulesSettingsPages: RouteConfigEntry[] = [
  route('settings/inbox', page('rules-general')),
  route('settings/inbox/sla', page('rules-sla')),
  route('settings/inbox/teams', page('rules-teams')),
  route('settings/inbox/replies', page('rules-replies')),
]
export const rulesPublicPages: RouteConfigEntry[] = [route('rate/:token', page('rating'))]
