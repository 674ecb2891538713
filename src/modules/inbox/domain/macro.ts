import type { MacroStep } from '../contract/rules.ts'

/** What canned replies and macros may name: `{{name}}`, `{{first_name}}`, `{{agent}}`. */
export interface TextFacts {
  /** The customer's name. */
  name: string
  /** Who writes. */
  agent: string
}

/** The variables with their words, for the editor's list. */
export const textVariables = {
  name: 'The customer’s name',
  first_name: 'The customer’s first name',
  agent: 'Who writes',
} as const

/**
 * A kept text with its variables filled in. A name that is only a number is no name: it becomes "there", as in
 * "Hello there". Variables that nobody knows stay as they are, so that the writer sees them.
 */
export function fillText(text: string, facts: TextFacts): string {
  const name = /\p{L}/u.test(facts.name) ? facts.name.trim() : 'there'
  const values: Record<string, string> = {
    name,
    first_name: name.split(/\s+/)[0]!,
    agent: facts.agent,
  }
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => values[key.toLowerCase()] ?? whole)
}

/** Why a macro cannot run as it is, by step. */
export function stepFaults(
  steps: readonly MacroStep[],
  known: { memberIds: ReadonlySet<string>; teamIds: ReadonlySet<string> },
): { step: number; message: string }[] {
  const faults: { step: number; message: string }[] = []
  const end = steps.findIndex(({ kind }) => kind === 'resolve' || kind === 'snooze')
  steps.forEach((step, index) => {
    if (
      step.kind === 'assign' &&
      step.memberId &&
      step.memberId !== 'me' &&
      !known.memberIds.has(step.memberId)
    )
      faults.push({ step: index, message: 'This person does not work here any more. Choose another one.' })
    if (step.kind === 'team' && step.teamId && !known.teamIds.has(step.teamId))
      faults.push({ step: index, message: 'This team was deleted. Choose another one.' })
    if (end !== -1 && index > end)
      faults.push({
        step: index,
        message: 'Nothing can follow resolving or putting aside. Move this step up.',
      })
  })
  return faults
}

/** A step in words: "Reply “Thank you…”", "Add the label VIP". Names by id come from outside. */
export function stepWords(step: MacroStep, nameOf: (id: string) => string): string {
  switch (step.kind) {
    case 'reply':
      return `Reply “${short(step.body)}”`
    case 'note':
      return `Note “${short(step.body)}”`
    case 'label':
      return `Add the label ${step.label}`
    case 'unlabel':
      return `Remove the label ${step.label}`
    case 'assign':
      if (step.memberId === null) return 'Take it from its person'
      return step.memberId === 'me' ? 'Give it to whoever runs this' : `Give it to ${nameOf(step.memberId)}`
    case 'team':
      return step.teamId === null ? 'Take it out of its team' : `Give it to the team ${nameOf(step.teamId)}`
    case 'priority':
      return `Set the priority to ${step.priority}`
    case 'snooze':
      return `Put it aside for ${step.hours} ${step.hours === 1 ? 'hour' : 'hours'}`
    case 'resolve':
      return 'Resolve'
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line
}
