import type { Served } from '#platform/http.ts'

export const broadcastsEndpoints: readonly Served[] = []
