import { expect, test } from 'vitest'
import { MacroStep } from '../contract/rules.ts'
import { fieldsOfStep, stepChoices, stepOfFields } from './rules-macro-input.ts'

const id = '01900000-0000-7000-8000-000000000001'

test.each<MacroStep>([
  { kind: 'reply', body: 'Hello' },
  { kind: 'note', body: 'Look' },
  { kind: 'label', label: 'VIP' },
  { kind: 'unlabel', label: 'VIP' },
  { kind: 'assign', memberId: 'me' },
  { kind: 'assign', memberId: id },
  { kind: 'assign', memberId: null },
  { kind: 'team', teamId: null },
  { kind: 'priority', priority: 'high' },
  { kind: 'snooze', hours: 4 },
  { kind: 'resolve' },
])('%o survives the editor', (step) => {
  expect(MacroStep.parse(stepOfFields(fieldsOfStep(step)))).toEqual(step)
})

test('every kind of step can be chosen', () => {
  expect(stepChoices.map(({ kind }) => kind).sort()).toEqual(
    MacroStep.options.map((option) => option.shape.kind.value).sort(),
  )
})
