import type { Served } from '#platform/http.ts'

export const intakeEndpoints: readonly Served[] = []
