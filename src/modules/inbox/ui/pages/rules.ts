import type { RouteConfigEntry } from '@react-router/dev/routes'

export const rulesOfficePages: RouteConfigEntry[] = []
export const rulesSettingsPages: RouteConfigEntry[] = []
