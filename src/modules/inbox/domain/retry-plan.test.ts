import { describe, expect, test } from 'vitest'
import { FailureCategory } from '../contract/words.ts'
import { type Refusal, waitBeforeRetry } from './retry-plan.ts'

const refusal = (over: Partial<Refusal>): Refusal => ({
  category: 'network',
  isFinal: false,
  attempts: 1,
  ...over,
})

describe('NOTF-004 the next try', () => {
  test.each([
    [{ category: 'network', attempts: 1 }, 5_000],
    [{ category: 'network', attempts: 2 }, 30_000],
    [{ category: 'network', attempts: 6 }, 7_200_000],
    [{ category: 'network', attempts: 7 }, null],
    [{ category: 'rate_limited', attempts: 1 }, 5_000],
    [{ category: 'rate_limited', attempts: 1, retryAfter: 90 }, 90_000],
    // The vendor asks for less than the backoff: the backoff holds.
    [{ category: 'rate_limited', attempts: 4, retryAfter: 1 }, 120_000],
    [{ category: 'rate_limited', attempts: 1, retryAfter: 864_000 }, 21_600_000],
    [{ category: 'rate_limited', attempts: 11 }, null],
    [{ category: 'auth', attempts: 3 }, 1_800_000],
    [{ category: 'auth', attempts: 4 }, null],
    [{ category: 'unknown', attempts: 2 }, 300_000],
    [{ category: 'unknown', attempts: 3 }, null],
    [{ category: 'bad_number', attempts: 1 }, null],
    [{ category: 'window_closed', attempts: 1 }, null],
    [{ category: 'opted_out', attempts: 1 }, null],
    [{ category: 'template', attempts: 1 }, null],
    [{ category: 'media', attempts: 1 }, null],
    [{ category: 'spam', attempts: 1 }, null],
    [{ category: 'blocked', attempts: 1 }, null],
    [{ category: 'network', attempts: 1, isFinal: true }, null],
  ] satisfies [Partial<Refusal>, number | null][])('%j after %s ms', (over, wait) => {
    expect(waitBeforeRetry(refusal(over), 0)).toBe(wait)
  })

  test('waits never get shorter, and every category ends', () => {
    for (const category of FailureCategory.options) {
      let before = 0
      let attempts = 1
      for (; attempts < 50; attempts++) {
        const wait = waitBeforeRetry(refusal({ category, attempts }), 0)
        if (wait === null) break
        expect(wait).toBeGreaterThanOrEqual(before)
        before = wait
      }
      expect(attempts).toBeLessThan(50)
    }
  })

  test('many messages do not come back at one instant', () => {
    expect(waitBeforeRetry(refusal({}), 1)).toBe(6_000)
    expect(waitBeforeRetry(refusal({}), 0.5)).toBe(5_500)
  })
})
