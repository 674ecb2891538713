import type { Served } from '#platform/http.ts'

export const conversationsEndpoints: readonly Served[] = []
