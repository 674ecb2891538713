import type { Served } from '#platform/http.ts'
import { dashboardEndpoints } from './http/dashboard.ts'
import { exportEndpoints } from './http/exports.ts'

export const endpoints: readonly Served[] = [...dashboardEndpoints, ...exportEndpoints]
