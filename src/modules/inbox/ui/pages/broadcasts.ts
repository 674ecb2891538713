import type { RouteConfigEntry } from '@react-router/dev/routes'

export const broadcastsOfficePages: RouteConfigEntry[] = []
export const broadcastsSettingsPages: RouteConfigEntry[] = []
