import type { MacroStep } from '../contract/rules.ts'

/** What a step does, for the choice in the editor; the value of each kind stands in one field. */
export const stepChoices: readonly { kind: MacroStep['kind']; label: string }[] = [
  { kind: 'reply', label: 'Reply' },
  { kind: 'note', label: 'Private note' },
  { kind: 'label', label: 'Add a label' },
  { kind: 'unlabel', label: 'Remove a label' },
  { kind: 'assign', label: 'Give to a person' },
  { kind: 'team', label: 'Give to a team' },
  { kind: 'priority', label: 'Set the priority' },
  { kind: 'snooze', label: 'Put aside' },
  { kind: 'resolve', label: 'Resolve' },
]

/** A step as two fields: its kind and its value in one text; nobody is the empty text. */
export interface StepFields {
  kind: string
  value: string
}

/** A step of the contract as the editor's fields. */
export function fieldsOfStep(step: MacroStep): StepFields {
  switch (step.kind) {
    case 'reply':
    case 'note':
      return { kind: step.kind, value: step.body }
    case 'label':
    case 'unlabel':
      return { kind: step.kind, value: step.label }
    case 'assign':
      return { kind: 'assign', value: step.memberId ?? '' }
    case 'team':
      return { kind: 'team', value: step.teamId ?? '' }
    case 'priority':
      return { kind: 'priority', value: step.priority }
    case 'snooze':
      return { kind: 'snooze', value: String(step.hours) }
    case 'resolve':
      return { kind: 'resolve', value: '' }
  }
}

/** The editor's fields as the API takes a step; what it does not know the API refuses in words. */
export function stepOfFields({ kind, value = '' }: Partial<StepFields>): Record<string, unknown> {
  switch (kind) {
    case 'reply':
    case 'note':
      return { kind, body: value }
    case 'label':
    case 'unlabel':
      return { kind, label: value }
    case 'assign':
      return { kind, memberId: value || null }
    case 'team':
      return { kind, teamId: value || null }
    case 'priority':
      return { kind, priority: value }
    case 'snooze':
      return { kind, hours: value }
    default:
      return { kind }
  }
}
