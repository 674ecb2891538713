import { invalidInput } from '#values/errors.ts'
import { Phone } from '#values/phone.ts'

/** A telephone number from the office's form as E.164, or none; refuses what is not one, naming the field. */
export function readPhone(text: string | undefined): string | undefined {
  if (!text) return undefined
  const parsed = Phone.safeParse(text)
  if (parsed.success) return parsed.data
  throw invalidInput([{ path: ['phone'], message: parsed.error.issues[0]!.message }])
}
