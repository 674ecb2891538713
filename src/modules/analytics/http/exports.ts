import type { Served } from '#platform/http.ts'

export const exportEndpoints: readonly Served[] = []
