import type { RouteConfigEntry } from '@react-router/dev/routes'

export const channelsOfficePages: RouteConfigEntry[] = []
export const channelsSettingsPages: RouteConfigEntry[] = []
