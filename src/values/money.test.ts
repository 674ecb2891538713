import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMoney,
  formatMoney,
  Money,
  minorDigits,
  money,
  multiplyMoney,
  parseMoney,
  percentageOf,
  splitMoney,
  subtractMoney,
  sumMoney,
  taxIncludedIn,
  toDecimal,
} from './money.ts'

const gbp = (amount: number) => money(amount, 'GBP')
const pounds = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(gbp)

describe('adding', () => {
  test('is associative and commutative, and subtracting undoes it', () => {
    fc.assert(
      fc.property(pounds, pounds, pounds, (a, b, c) => {
        expect(addMoney(addMoney(a, b), c)).toEqual(addMoney(a, addMoney(b, c)))
        expect(addMoney(a, b)).toEqual(addMoney(b, a))
        expect(subtractMoney(addMoney(a, b), b)).toEqual(a)
        expect(sumMoney([a, b, c], 'GBP')).toEqual(addMoney(addMoney(a, b), c))
      }),
    )
  })

  test('two currencies never mix, and nothing is lost to rounding', () => {
    expect(() => addMoney(gbp(1), money(1, 'EUR'))).toThrow('GBP and EUR')
    expect(() => money(0.5, 'GBP')).toThrow(RangeError)
    expect(() => addMoney(gbp(Number.MAX_SAFE_INTEGER), gbp(1))).toThrow(RangeError)
  })
})

describe('multiplying', () => {
  test.each([
    [250, 0.5, 125],
    [25, 0.5, 12],
    [35, 0.5, 18],
    [-25, 0.5, -12],
    [-35, 0.5, -18],
    [1005, 1.5, 1508],
    [100, '1e-2', 1],
    [10, 0.15, 2],
    [30, 0.15, 4],
    [0, -3, 0],
  ])('%i × %s is %i: halves go to the even neighbour, decimals are exact', (amount, factor, product) => {
    expect(multiplyMoney(gbp(amount), factor).amount).toBe(product)
  })

  test('percentages and the tax inside a price', () => {
    expect(percentageOf(gbp(10_000), 17.5).amount).toBe(1750)
    expect(percentageOf(gbp(50), 1).amount).toBe(0)
    expect(percentageOf(gbp(150), 1).amount).toBe(2)
    expect(taxIncludedIn(gbp(12_000), 20).amount).toBe(2000)
    expect(taxIncludedIn(gbp(999), 20).amount).toBe(166)
    expect(taxIncludedIn(gbp(10_000), 0).amount).toBe(0)
  })

  test('net and tax always add up to the gross, and the tax is within half a penny', () => {
    fc.assert(
      fc.property(pounds, fc.integer({ min: 0, max: 3000 }), (gross, basisPoints) => {
        const rate = basisPoints / 100
        const exact = (gross.amount * rate) / (100 + rate)
        expect(Math.abs(taxIncludedIn(gross, rate).amount - exact)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
    )
  })

  test('what is not a number is refused', () => {
    expect(() => multiplyMoney(gbp(1), Number.NaN)).toThrow(RangeError)
    expect(() => multiplyMoney(gbp(1), 'x')).toThrow(RangeError)
  })
})

describe('splitting', () => {
  test('parts add up to the whole and stay within a penny of their share', () => {
    const weights = fc.array(fc.oneof(fc.nat(1000), fc.constantFrom(0.25, 33.33, 0.001)), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(pounds, weights, (whole, shares) => {
        const parts = splitMoney(whole, shares)
        expect(sumMoney(parts, 'GBP')).toEqual(whole)
        const total = shares.reduce((a, b) => a + b, 0)
        parts.forEach((part, i) => {
          const share = total === 0 ? 1 / shares.length : shares[i]! / total
          expect(Math.abs(part.amount - whole.amount * share)).toBeLessThan(1.001)
        })
      }),
    )
  })

  test('what is left goes to the largest remainder, the earlier first', () => {
    expect(splitMoney(gbp(100), [1, 1, 1]).map((part) => part.amount)).toEqual([34, 33, 33])
    expect(splitMoney(gbp(-100), [1, 1, 1]).map((part) => part.amount)).toEqual([-34, -33, -33])
    expect(splitMoney(gbp(100), [50, 25, 25]).map((part) => part.amount)).toEqual([50, 25, 25])
    expect(() => splitMoney(gbp(1), [])).toThrow(RangeError)
    expect(() => splitMoney(gbp(1), [-1, 2])).toThrow(RangeError)
  })
})

describe('for people', () => {
  test('each currency has its own decimals', () => {
    expect([minorDigits('GBP'), minorDigits('JPY'), minorDigits('KWD'), minorDigits('UYW')]).toEqual([
      2, 0, 3, 4,
    ])
    expect(formatMoney(gbp(123_450))).toBe('£1,234.50')
    expect(formatMoney(gbp(-5))).toBe('-£0.05')
    expect(formatMoney(money(1234, 'JPY'), 'en-GB')).toBe('JP¥1,234')
    expect(formatMoney(money(1234, 'KWD'), 'en-GB').replace(/\s/g, ' ')).toBe('KWD 1.234')
    expect(formatMoney(money(123_450, 'EUR'), 'de-DE').replace(/\s/g, ' ')).toBe('1.234,50 €')
  })

  test('short form drops empty decimals only', () => {
    expect(formatMoney(gbp(4500), 'en-GB', 'short')).toBe('£45')
    expect(formatMoney(gbp(4550), 'en-GB', 'short')).toBe('£45.50')
  })

  test('large amounts stay exact', () => {
    expect(toDecimal(gbp(Number.MAX_SAFE_INTEGER))).toBe('90071992547409.91')
    expect(formatMoney(gbp(Number.MAX_SAFE_INTEGER))).toBe('£90,071,992,547,409.91')
  })
})

describe('reading', () => {
  test.each([
    ['£1,234.50', 123_450, 'GBP'],
    ['1234.5', 123_450, 'GBP'],
    [' 45 ', 4500, 'GBP'],
    ['.5', 50, 'GBP'],
    ['-£5', -500, 'GBP'],
    ['£-5', -500, 'GBP'],
    ['(£5.00)', -500, 'GBP'],
    ['12 gbp', 1200, 'GBP'],
    ['EUR 12,50', 1250, 'EUR'],
    ['€1.234,50', 123_450, 'EUR'],
    ['1 234,50 €', 123_450, 'EUR'],
    ["CHF 1'234.50", 123_450, 'CHF'],
    ['1,234', 123_400, 'GBP'],
    ['1,234,567.89', 123_456_789, 'GBP'],
    ['¥1,234', 1234, 'JPY'],
    ['KWD 1.234', 1234, 'KWD'],
    ['$10', 1000, 'USD'],
  ])('%s', (text, amount, currency) => {
    expect(parseMoney(text)).toEqual({ ok: true, money: { amount, currency } })
  })

  test.each([
    ['', 'Write an amount'],
    ['twelve', 'not an amount'],
    ['£', 'not an amount'],
    ['£5€', 'not an amount'],
    ['5 quid', '“quid” is not a currency'],
    ['1.234', 'GBP has 2 decimals'],
    ['12.345', 'GBP has 2 decimals'],
    ['¥1.5', 'JPY has no decimals'],
    ['1,23,4', 'Write thousands and decimals'],
    ['1.2.3', 'Write thousands and decimals'],
    ['--5', 'more than one minus'],
    ['(-5)', 'more than one minus'],
    ['99999999999999999', 'too large'],
  ])('%s is refused in words', (text, words) => {
    const parsed = parseMoney(text)
    expect(parsed.ok ? parsed.money : parsed.reason).toContain(words)
  })

  test('what is written in full can be read back', () => {
    fc.assert(
      fc.property(pounds, (sum) => {
        expect(parseMoney(formatMoney(sum))).toEqual({ ok: true, money: sum })
        expect(parseMoney(toDecimal(sum))).toEqual({ ok: true, money: sum })
      }),
    )
  })

  test('contracts take whole minor units and known currencies', () => {
    expect(Money.parse({ amount: 4950, currency: 'gbp' })).toEqual(gbp(4950))
    for (const bad of [
      { amount: 49.5, currency: 'GBP' },
      { amount: 1, currency: 'ZZZ' },
      { amount: 2 ** 60, currency: 'GBP' },
    ]) {
      expect(Money.safeParse(bad).success).toBe(false)
    }
  })
})
