import type { Served } from '#platform/http.ts'

export const dashboardEndpoints: readonly Served[] = []
