import type { Served } from '#platform/http.ts'

export const webchatEndpoints: readonly Served[] = []
