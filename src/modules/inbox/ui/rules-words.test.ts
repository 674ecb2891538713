import { expect, test } from 'vitest'
import { durationWords } from './rules-words.ts'

test.each([
  [5, '5 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
  [1440, '1 day'],
  [2880, '2 days'],
  [1500, '25 h'],
])('%d minutes', (minutes, words) => expect(durationWords(minutes)).toBe(words))
