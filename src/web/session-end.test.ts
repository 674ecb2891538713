import { expect, test } from 'vitest'
import { ApiError } from './api.ts'
import { isSessionEnd } from './session-end.ts'
import { signInPath } from './sign-in-path.ts'

test('an expired session leads to the sign-in and back, filters included (IDEN-019)', () => {
  const path = signInPath({ pathname: '/clients', search: '?q=a&sort=-name' })
  expect(path).toBe('/sign-in?next=%2Fclients%3Fq%3Da%26sort%3D-name')
})

test('only a missing session is the end of it: a wrong code or a lost connection is not', () => {
  expect(isSessionEnd(ApiError.from({ status: 401, code: 'auth.required' }))).toBe(true)
  expect(isSessionEnd(ApiError.from({ status: 401, code: 'identity.wrong_code' }))).toBe(false)
  expect(isSessionEnd(ApiError.from({ status: 503, code: 'network.offline' }))).toBe(false)
  expect(isSessionEnd(new Error('auth.required'))).toBe(false)
})
