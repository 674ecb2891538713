/** The client may send anything as the function to call back. */
export type Acknowledge = unknown

/** The most topics one message may name. */
export const MOST_TOPICS = 30

/** Clients may send anything: only short names count, and only so many. */
export function words(list: unknown, most: number): string[] {
  if (!Array.isArray(list)) return []
  return list.filter((word) => typeof word === 'string' && word !== '' && word.length <= 120).slice(0, most)
}

/** Answers a client that wants to know. */
export function acknowledge(done: Acknowledge, answer: unknown): void {
  if (typeof done === 'function') done(answer)
}
