import { z } from 'zod'
import { Id } from '#values/ids.ts'

/** A free time, and who would come. Instants in UTC. */
export const Slot = z.object({ startsAt: z.string(), endsAt: z.string(), staffId: Id, staffName: z.string() })
export type Slot = z.infer<typeof Slot>

/** A day of the strip: free times, or why there are none. */
export const AvailableDay = z.object({
  day: z.string(),
  free: z.number(),
  /** Missing when there are free times. */
  reason: z.enum(['closed', 'holiday', 'full', 'past', 'notice', 'beyond_horizon']).nullable(),
  /** In words for the customer: `We don’t work on Sundays`. */
  reasonText: z.string().nullable(),
})
