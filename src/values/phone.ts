import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'

/** A telephone number, British unless it starts with +; checked, and kept as E.164 (`+447700900142`). */
export const Phone = z
  .string({ error: 'Write a telephone number.' })
  .trim()
  .max(40, 'This is too long for a telephone number.')
  .refine(
    (text) => isValidPhoneNumber(text, 'GB') || isFictional(text),
    'Write a UK number such as 07700 900142, or start with + and the country code.',
  )
  .transform((text) => parsePhoneNumberFromString(text, 'GB')?.number as string)

/** Ofcom's numbers for drama (07700 900xxx, 020 7946 0xxx) are not allocated, but people try forms with them. */
function isFictional(text: string): boolean {
  const number = parsePhoneNumberFromString(text, 'GB')?.number ?? ''
  return /^\+44(7700900\d{3}|2079460\d{3})$/.test(number)
}

/** A number as people type it, in E.164; null when it is none. British unless it starts with +. */
export function toE164(text: string): string | null {
  return parsePhoneNumberFromString(text, 'GB')?.number ?? null
}

/** `+447700900142` → `+44 7700 900142`, as people read it; other texts as they are. */
export function formatPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}
