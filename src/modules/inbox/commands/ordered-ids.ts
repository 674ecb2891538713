import { newId } from '#values/ids.ts'

const PER_MS = 4_096
let ms = 0
let count = 0

/**
 * Ids that sort in the order in which this process asks for them, also within a millisecond: a counter stands in the
 * first 12 random bits (RFC 9562 §6.2, method 1).
 */
export function idSequence(): (now: number) => string {
  return (now) => {
    if (now > ms) {
      ms = now
      count = 0
    } else if (++count === PER_MS) {
      ms++
      count = 0
    }
    const id = newId(ms)
    return `${id.slice(0, 15)}${count.toString(16).padStart(3, '0')}${id.slice(18)}`
  }
}
