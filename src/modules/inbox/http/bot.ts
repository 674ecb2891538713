import type { Served } from '#platform/http.ts'

export const botEndpoints: readonly Served[] = []
