import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('links, tokens and passwords are hidden on every level, the rest stays', () => {
  const payload = {
    to: 'a@b.c',
    url: 'https://x/y?token=1',
    inner: [{ accessToken: 'abc', amount: 5 }],
    code: 12,
    at: null,
  }
  expect(redact(payload)).toEqual({
    to: 'a@b.c',
    url: '[hidden]',
    inner: [{ accessToken: '[hidden]', amount: 5 }],
    code: 12,
    at: null,
  })
})
