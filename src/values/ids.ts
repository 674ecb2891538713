import { z } from 'zod'

/**
 * A new UUIDv7 (RFC 9562 §5.7): ordered by creation time, so indexes stay compact.
 * `now` is milliseconds since 1970; tests and demo data pass their own.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id of a record, as it travels through contracts. */
export const Id = z.uuid({ error: 'This is not a valid id.' })
export type Id = z.infer<typeof Id>

/** An instant in UTC with milliseconds: `2026-11-28T09:30:00.000Z`. Sorts as text. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'Use an ISO instant such as 2026-11-28T09:30:00Z.' })
  .refine(isInReach, 'Use a year from 1900 to 2199.')
  .transform((text) => new Date(text).toISOString())
export type Instant = string

/** A calendar day without zone: `2026-11-28`. */
export const Day = z.iso
  .date({ error: 'Use a date such as 2026-11-28.' })
  .refine(isInReach, 'Use a year from 1900 to 2199.')
export type Day = string

/** Sums of times must stay within the years of four digits, or they no longer sort as text. */
function isInReach(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return year >= 1900 && year <= 2199
}

/** A line of text that people type: trimmed, no control characters (PostgreSQL refuses NUL). */
export function text(max: number, min = 1) {
  return (
    z
      .string({ error: 'Write something here.' })
      .trim()
      .min(min, min === 1 ? 'Write something here.' : `Write at least ${min} characters.`)
      .max(max, `Keep this under ${max} characters.`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
      .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, 'Remove the invisible control characters.')
  )
}

/** Optional text: missing and empty mean the same. */
export function optionalText(max: number) {
  return text(max, 0)
    .optional()
    .transform((value) => value || undefined)
}

/** A page of a list: keyset by opaque cursor, never by offset. */
export const PageInput = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A list answer: `total` counts every match, `nextCursor` is missing on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number().int(), nextCursor: z.string().optional() })
}
