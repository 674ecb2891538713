/** Fields that carry links or credentials for one person only. */
const SECRET_FIELDS = new Set(['url', 'link', 'token', 'secret', 'password', 'code'])

/** The type of the sample that the "Send test" button sends. */
export const TEST_EVENT = 'frontdesk.test'

/** What this rule needs to know of an event. */
export interface OutgoingEvent {
  name: string
  summary: string
  /** Names of the payload's fields. */
  fields: readonly string[]
}

/**
 * Whether webhooks may carry an event. Events that are marked "kept inside" or that hold a secret link stay here:
 * an address that receives "all events" must never be able to reset somebody's password.
 */
export function leavesTheHouse(event: OutgoingEvent): boolean {
  return !/kept inside/i.test(event.summary) && !event.fields.some((field) => SECRET_FIELDS.has(field))
}

/** Whether a subscription wants the event. */
export function isWanted(choice: readonly string[], eventName: string): boolean {
  return choice.includes('*') || choice.includes(eventName)
}
