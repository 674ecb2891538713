import { z } from 'zod'

// ISO 4217 list one, https://www.six-group.com/en/products-services/financial-information/data-standards.html
// Not asked from Intl: its data follow usage (no decimals for some), so server and browser could disagree.
const WITHOUT_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const FOUR_DECIMALS = 'CLF UYW'.split(' ')
const digits = new Map<string, number>([
  ...WITHOUT_DECIMALS.map((code) => [code, 0] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
  ...FOUR_DECIMALS.map((code) => [code, 4] as const),
])
const known = new Set(Intl.supportedValuesOf('currency'))

/** A currency by its ISO 4217 code: `GBP`. Lower case is accepted. */
export const Currency = z
  .string({ error: 'Choose a currency.' })
  .trim()
  .toUpperCase()
  .refine((code) => known.has(code), 'Use a currency code such as GBP.')
export type Currency = string

/** A sum in whole minor units (pence, cents) of one currency; negative for money going back. */
export const Money = z.object({
  amount: z
    .number({ error: 'Give the amount in minor units.' })
    .int('Give the amount in whole minor units, for example 4950 for £49.50.')
    .refine(Number.isSafeInteger, 'This amount is too large.'),
  currency: Currency,
})
export type Money = z.infer<typeof Money>

/** Decimals of a currency: 2 for GBP, 0 for JPY, 3 for KWD (ISO 4217). */
export function minorDigits(currency: Currency): number {
  return digits.get(currency) ?? 2
}

/** A sum in minor units. Throws RangeError when the amount is not a whole number that stays exact. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`)
  return { amount: amount === 0 ? 0 : amount, currency }
}

function sameCurrency(a: Money, b: Money): Currency {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`)
  return a.currency
}

/** The sum of two amounts of the same currency. Throws RangeError for two currencies. */
export function addMoney(a: Money, b: Money): Money {
  return money(a.amount + b.amount, sameCurrency(a, b))
}

/** `a` less `b`; may be negative. Throws RangeError for two currencies. */
export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amount - b.amount, sameCurrency(a, b))
}

/** The sum of many amounts; zero of `currency` when there are none. Throws RangeError for another currency. */
export function sumMoney(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(addMoney, money(0, currency))
}

/** Divides exactly and rounds to the nearest whole number, halves to the even neighbour. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const whole = top / bottom
  const twiceRest = (top % bottom) * 2n
  const up = twiceRest > bottom || (twiceRest === bottom && whole % 2n === 1n)
  return sign * (up ? whole + 1n : whole)
}

/** A decimal number exactly as it is written: 0.175 is 175/1000, not its binary neighbour. */
function exactRatio(factor: number | string): [bigint, bigint] {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(String(factor).trim())
  if (!match || !(match[2] || match[3])) throw new RangeError(`${factor} is not a number`)
  const power = Number(match[4] ?? 0) - match[3]!.length
  if (Math.abs(power) > 400) throw new RangeError(`${factor} is out of range`)
  const unsigned = BigInt(match[2]! + match[3]!)
  const value = match[1] === '-' ? -unsigned : unsigned
  return power >= 0 ? [value * 10n ** BigInt(power), 1n] : [value, 10n ** BigInt(-power)]
}

/** The amount times a decimal factor (as number or text), rounded half to even. */
export function multiplyMoney(sum: Money, factor: number | string): Money {
  const [top, bottom] = exactRatio(factor)
  return money(Number(divideHalfEven(BigInt(sum.amount) * top, bottom)), sum.currency)
}

/** So many per cent of the amount, rounded half to even: 17.5 means 17.5 %. */
export function percentageOf(sum: Money, percent: number | string): Money {
  const [top, bottom] = exactRatio(percent)
  return money(Number(divideHalfEven(BigInt(sum.amount) * top, bottom * 100n)), sum.currency)
}

/** The tax that a gross amount contains at a rate in per cent: £120.00 at 20 % contains £20.00. Half to even. */
export function taxIncludedIn(gross: Money, ratePercent: number | string): Money {
  const [top, bottom] = exactRatio(ratePercent)
  return money(Number(divideHalfEven(BigInt(gross.amount) * top, bottom * 100n + top)), gross.currency)
}

/**
 * Shares the amount in proportion to the weights; the parts add up to the whole exactly, and the minor units
 * left over go to the largest remainders, earlier parts first. Equal shares when all weights are 0.
 * Throws RangeError for no weights or a negative one.
 */
export function splitMoney(sum: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0 || weights.some((weight) => !(weight >= 0 && Number.isFinite(weight)))) {
    throw new RangeError('Give at least one weight, none of them negative')
  }
  const ratios = weights.some((weight) => weight > 0) ? weights.map(exactRatio) : weights.map(() => [1n, 1n])
  const common = ratios.reduce((most, [, bottom]) => (bottom! > most ? bottom! : most), 1n)
  const shares = ratios.map(([top, bottom]) => (top! * common) / bottom!)
  const total = shares.reduce((a, b) => a + b, 0n)
  const sign = sum.amount < 0 ? -1n : 1n
  const whole = BigInt(Math.abs(sum.amount))
  const parts = shares.map((share) => (whole * share) / total)
  let left = whole - parts.reduce((a, b) => a + b, 0n)
  const byRemainder = shares
    .map((share, index) => ({ index, rest: (whole * share) % total }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0n) break
    parts[index]! += 1n
    left -= 1n
  }
  return parts.map((part) => money(Number(sign * part), sum.currency))
}

/** The amount as plain decimal text in major units, exactly: `1234.50`. */
export function toDecimal(sum: Money): string {
  const places = minorDigits(sum.currency)
  const text = String(Math.abs(sum.amount)).padStart(places + 1, '0')
  const fraction = places === 0 ? '' : `.${text.slice(-places)}`
  return `${sum.amount < 0 ? '-' : ''}${text.slice(0, text.length - places)}${fraction}`
}

const formats = new Map<string, Intl.NumberFormat>()

/** The amount for people: `£1,234.50`. With `short`, whole amounts lose their decimals: `£45`. */
export function formatMoney(sum: Money, locale = 'en-GB', style: 'full' | 'short' = 'full'): string {
  const places = minorDigits(sum.currency)
  const shown = style === 'short' && sum.amount % 10 ** places === 0 ? 0 : places
  const key = `${locale} ${sum.currency} ${shown}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: sum.currency,
      minimumFractionDigits: shown,
      maximumFractionDigits: shown,
    })
    if (formats.size > 500) formats.clear()
    formats.set(key, format)
  }
  return format.format(toDecimal(sum) as Intl.StringNumericLiteral)
}

/** A sum read from text, or why it could not be read. */
export type ParsedMoney = { ok: true; money: Money } | { ok: false; reason: string }

const signs: Record<string, Currency> = {
  '£': 'GBP',
  '€': 'EUR',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  zł: 'PLN',
}
const dollars = new Set('USD AUD CAD NZD SGD HKD MXN'.split(' '))

function fail(reason: string): ParsedMoney {
  return { ok: false, reason }
}

function currencyIn(mark: string, fallback: Currency): Currency | undefined {
  if (mark === '') return fallback
  if (mark === '$') return dollars.has(fallback) ? fallback : 'USD'
  if (mark === '¥' && fallback === 'CNY') return 'CNY'
  const code = signs[mark.toLowerCase()] ?? mark.toUpperCase()
  return known.has(code) ? code : undefined
}

/**
 * Reads what people type: `£1,234.50`, `1234.5`, `-12 GBP`, `(£5)`, `€1.234,50`. Without a sign or code the
 * amount is in `fallback`. Refuses rather than guesses: unknown currencies, too many decimals, stray letters.
 */
export function parseMoney(text: string, fallback: Currency = 'GBP'): ParsedMoney {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replaceAll('−', '-')
  if (bare === '') return fail('Write an amount, for example 49.50.')
  const bracketed = /^\((.*)\)$/.exec(bare)
  const match = /^(-?)([^\d.,'-]*)(-?)(\d[\d.,']*|[.,]\d+)([^\d.,'-]*)(-?)$/.exec(bracketed?.[1] ?? bare)
  if (!match || (match[2] && match[5])) return fail('This is not an amount. Write it like 1,234.50.')
  const currency = currencyIn(match[2] || match[5] || '', fallback)
  if (!currency)
    return fail(`“${match[2] || match[5]}” is not a currency. Use a sign or code such as £ or GBP.`)
  const minuses = [bracketed?.[0], match[1], match[3], match[6]].filter(Boolean).length
  if (minuses > 1) return fail('There is more than one minus. Write it once, before the amount.')

  const number = splitNumber(match[4]!, minorDigits(currency))
  if (typeof number === 'string') return fail(number.replace('{currency}', currency))
  const amount = Number(number.whole + number.fraction.padEnd(minorDigits(currency), '0'))
  if (!Number.isSafeInteger(amount)) return fail('This amount is too large.')
  return { ok: true, money: money(minuses ? -amount : amount, currency) }
}

function splitNumber(text: string, places: number): { whole: string; fraction: string } | string {
  const shape = 'Write thousands and decimals like 1,234.50.'
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const point = text[last]
  const tail = last < 0 ? '' : text.slice(last + 1)
  const repeated = last >= 0 && text.indexOf(point!) !== last
  const grouped = repeated || (point === ',' && tail.length === 3 && !/[.']/.test(text))
  const head = grouped || last < 0 ? text : text.slice(0, last)
  if (head !== '' && !/^(\d+|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+|\d{1,3}('\d{3})+)$/.test(head)) return shape
  if (!grouped && last >= 0 && head.includes(point!)) return shape
  const fraction = grouped || last < 0 ? '' : tail
  if (fraction.length > places) {
    return places === 0
      ? '{currency} has no decimals. Write a whole amount.'
      : `{currency} has ${places} decimals. Write fewer digits after the point.`
  }
  return { whole: head.replace(/\D/g, '') || '0', fraction }
}
