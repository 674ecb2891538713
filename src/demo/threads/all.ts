import { after } from './after.ts'
import { bookings } from './bookings.ts'
import { others } from './others.ts'
import type { Topic } from './topic.ts'
import { visits } from './visits.ts'

/** Every topic by its key. */
export const topics: ReadonlyMap<string, Topic> = new Map(
  [...bookings, ...visits, ...after, ...others].map((topic) => [topic.key, topic]),
)
