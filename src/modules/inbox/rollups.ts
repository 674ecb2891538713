import type { Rollup } from '#platform/rollups.ts'

export const inboxRollups: readonly Rollup[] = []
