/** Texts that the bot and automatic replies may name: `first_name`, `organization`, `booking_url`, answers of a flow. */
export type Facts = Readonly<Record<string, string>>

/** Puts facts in the place of `{{name}}`; unknown names vanish, since nobody reads the text before the customer. */
export function fillFacts(text: string, facts: Facts): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => facts[name] ?? '').trim()
}
