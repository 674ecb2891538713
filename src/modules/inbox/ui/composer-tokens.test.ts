import { describe, expect, test } from 'vitest'
import { replaceToken, suggest, tokenAt } from './composer-tokens.ts'

describe('what the caret stands in', () => {
  test.each([
    ['/', 'reply', 'canned', ''],
    ['/ho', 'reply', 'canned', 'ho'],
    ['Hello /ho', 'reply', 'canned', 'ho'],
    ['Hello\n/hours', 'note', 'canned', 'hours'],
    ['@Na', 'note', 'mention', 'Na'],
    ['see (@Nadia R', 'note', 'mention', 'Nadia R'],
  ] as const)('%j in a %s is a %s for %j', (text, mode, kind, query) => {
    expect(tokenAt(text, text.length, mode)).toMatchObject({ kind, query })
  })

  test.each([
    ['and/or', 'reply'],
    ['https://a.example', 'reply'],
    ['@Na', 'reply'],
    ['ana@example', 'note'],
    ['1/2', 'reply'],
    ['/hours please', 'reply'],
  ] as const)('%j in a %s is none', (text, mode) => {
    expect(tokenAt(text, text.length, mode)).toBeNull()
  })

  test('only what stands before the caret counts, and the rest stays', () => {
    const token = tokenAt('Hi /ho there', 6, 'reply')!
    expect(replaceToken('Hi /ho there', token, 'We open at 8.')).toEqual({
      text: 'Hi We open at 8. there',
      caret: 16,
    })
  })
})

test('what begins so comes before what contains it', () => {
  const all = ['Opening hours', 'Hours of work', 'Prices'].map((label) => ({ label, words: '' }))
  expect(suggest(all, 'ho').map(({ label }) => label)).toEqual(['Hours of work', 'Opening hours'])
  expect(suggest(all, '')).toHaveLength(3)
})
