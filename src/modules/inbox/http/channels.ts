import type { Served } from '#platform/http.ts'

export const channelsEndpoints: readonly Served[] = []
