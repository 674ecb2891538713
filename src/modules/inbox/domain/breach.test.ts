import { expect, test } from 'vitest'
import { newBreaches, type OwedFacts } from './breach.ts'

const now = '2026-11-23T10:00:00.000Z'
const owed: OwedFacts = {
  dueAt: now,
  dueToldAt: null,
  firstReplyAt: null,
  firstSla: 'pending',
  resolutionDueAt: null,
  resolutionSla: 'none',
}
const later = '2026-11-23T10:00:00.001Z'

test.each([
  ['the first answer', owed, ['first']],
  ['the next one', { ...owed, firstReplyAt: now }, ['next']],
  ['told before', { ...owed, dueToldAt: now }, []],
  ['another due time since', { ...owed, dueToldAt: '2026-11-23T09:00:00.000Z' }, ['first']],
  ['not yet', { ...owed, dueAt: later }, []],
  ['nothing promised', { ...owed, dueAt: null }, []],
  [
    'the resolution',
    { ...owed, dueAt: null, resolutionDueAt: now, resolutionSla: 'pending' },
    ['resolution'],
  ],
  ['both', { ...owed, resolutionDueAt: now, resolutionSla: 'pending' }, ['first', 'resolution']],
  [
    'a resolution noted before',
    { ...owed, dueAt: null, resolutionDueAt: now, resolutionSla: 'breached' },
    [],
  ],
] as const)('%s', (_case, facts, promises) => {
  expect(newBreaches(facts as OwedFacts, now).map(({ promise }) => promise)).toEqual(promises)
})
