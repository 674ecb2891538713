/** A template as it was queued with a message: `data.template`. */
interface QueuedTemplate {
  name: string
  language: string
  variables: readonly string[]
  buttons: readonly { kind: 'reply' | 'link' | 'call'; text: string; target: string }[]
}

/** The template that a queued message carries, or null. It is the text as it was approved then, whatever was changed since. */
export function outgoingTemplate(data: Readonly<Record<string, unknown>>): QueuedTemplate | null {
  const template = data.template as Partial<QueuedTemplate> | undefined
  if (!template?.name || !template.language) return null
  const { name, language, variables = [], buttons = [] } = template
  return { name, language, variables, buttons }
}
