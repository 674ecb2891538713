import { route } from '@react-router/dev/routes'

export const officePages = [
  route('dashboard', 'modules/analytics/ui/dashboard-page.tsx', [
    route('rows/:metric', 'modules/analytics/ui/rows-drawer.tsx'),
  ]),
]

export const settingsPages = [route('settings/dashboard', 'modules/analytics/ui/dashboard-settings-page.tsx')]
