import type { FormValues } from '#web/form.ts'

/** A template's form as its endpoint takes it: rows of buttons that were left empty are none, gaps in examples stay. */
export function templateInput(input: FormValues): FormValues {
  const buttons = Array.isArray(input.buttons) ? input.buttons : []
  return {
    ...input,
    footer: input.footer ?? '',
    buttons: buttons.filter((button) => typeof button === 'object' && 'kind' in button && 'text' in button),
    examples: Array.isArray(input.examples) ? input.examples : [],
  }
}
