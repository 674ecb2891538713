import type { RouteConfigEntry } from '@react-router/dev/routes'

export const botOfficePages: RouteConfigEntry[] = []
export const botSettingsPages: RouteConfigEntry[] = []
