import type { RouteConfigEntry } from '@react-router/dev/routes'

export const webchatOfficePages: RouteConfigEntry[] = []
export const webchatSettingsPages: RouteConfigEntry[] = []
