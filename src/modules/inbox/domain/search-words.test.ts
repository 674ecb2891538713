import { expect, test } from 'vitest'
import { excerptOf, readSearchWords } from './search-words.ts'

test.each([
  ['key desk', { said: ['key', 'desk'], called: ['key', 'desk'], number: null }],
  [
    '"key at the desk" Monday',
    { said: ['key at the desk', 'Monday'], called: ['key at the desk', 'Monday'], number: null },
  ],
  ['“smart quotes” too', { said: ['smart quotes', 'too'], called: ['smart quotes', 'too'], number: null }],
  ['an "open quote', { said: ['an', 'open', 'quote'], called: ['an', 'open', 'quote'], number: null }],
  ['twice twice', { said: ['twice'], called: ['twice'], number: null }],
  ['"', { said: ['"'], called: ['"'], number: null }],
  ['50%', { said: ['50%'], called: ['50%'], number: null }],
  ['07700 900142', { said: ['07700', '900142'], called: ['7700900142'], number: null }],
  ['+44 (0)20-7946', { said: ['+44', '(0)20-7946'], called: ['440207946'], number: null }],
  ['#1042', { said: ['#1042'], called: ['#1042'], number: 1042 }],
  ['1042', { said: ['1042'], called: ['1042'], number: 1042 }],
  ['12', { said: ['12'], called: ['12'], number: 12 }],
])('a search for %s', (typed, words) => expect(readSearchWords(typed)).toEqual(words))

test('nobody reads more than eight words', () => {
  expect(readSearchWords('a b c d e f g h i j').said).toHaveLength(8)
})

test.each([
  ['a short text stands as it is', 'The key is at the desk', ['desk'], 'The key is at the desk'],
  ['lines become one', 'Dear team,\n\n  the key', ['key'], 'Dear team, the key'],
  ['nothing found: the beginning', 'x'.repeat(200), ['key'], `${'x'.repeat(140)}…`],
])('%s', (_case, text, words, excerpt) => expect(excerptOf(text, words)).toBe(excerpt))

test('the excerpt begins at a word a little before the match and says that both ends were cut', () => {
  const text = `${'lorem ipsum '.repeat(20)}the café key is here ${'dolor sit '.repeat(30)}`
  const excerpt = excerptOf(text, ['CAFE'])
  expect(excerpt).toMatch(/^…(lorem|ipsum) .*the café key is here dolor/)
  expect(excerpt.endsWith('…')).toBe(true)
  expect(excerpt.length).toBeLessThanOrEqual(142)
})

test('an emoji is never cut in half', () => {
  const excerpt = excerptOf('👍'.repeat(300), ['key'])
  expect(excerpt).toBe(`${'👍'.repeat(140)}…`)
})
