import { expect, test } from 'vitest'
import { failureWords } from './failure-words.ts'

test.each(['invalid_number', 'expired_card', 'declined', 'insufficient_funds', 'not_confirmed'] as const)(
  'a card that failed (%s) says what to do, in a sentence',
  (failure) => {
    expect(failureWords(failure)).toMatch(/^[A-Z].*\.$/)
  },
)
