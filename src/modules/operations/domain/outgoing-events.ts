/** The type of the sample that the "Send test" button sends. */
export const TEST_EVENT = 'frontdesk.test'

/** Whether a subscription wants the event. */
export function isWanted(choice: readonly string[], eventName: string): boolean {
  return choice.includes('*') || choice.includes(eventName)
}
