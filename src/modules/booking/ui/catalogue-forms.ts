import { type FieldFault, invalidInput } from '#values/errors.ts'
import { parseMoney, toDecimal } from '#values/money.ts'
import { type FormValues, formInput, type Refusal } from '#web/form.ts'
import type { Picture } from '../contract/pictures.ts'

/** A page with several forms tells them apart by the field `intent`; it is no part of the input. */
export function readForm(form: FormData): { intent: string; values: FormValues } {
  const { intent, ...values } = formInput(form)
  return { intent: typeof intent === 'string' ? intent : '', values }
}

/** The text of one field; empty when it was not sent. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

/** Every value of a repeated field (`staffIds`), also when it was sent once. */
export function listOf(values: FormValues, name: string): string[] {
  const value = values[name] ?? []
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

/** The rows of a repeating part (`extras[0].name`). */
export function rowsOf(values: FormValues, name: string): FormValues[] {
  const value = values[name]
  const rows = Array.isArray(value) ? value : []
  return rows.filter((row): row is FormValues => typeof row === 'object' && !Array.isArray(row))
}

/** An amount as people write it in minor units; notes a fault and answers 0 when it is none. */
export function amountOf(
  text: string,
  currency: string,
  faults: FieldFault[],
  path: (string | number)[],
): number {
  const parsed = parseMoney(text, currency)
  if (parsed.ok && parsed.money.currency === currency) return parsed.money.amount
  faults.push({ path, message: parsed.ok ? `Write the amount in ${currency}.` : parsed.reason })
  return 0
}

/** Minor units as they stand in a field: `4550` → `45.50`. */
export function amountText(minor: number, currency: string): string {
  return toDecimal({ amount: minor, currency })
}

/** A refusal that the page itself words, in the shape of one by the API. */
export function ownRefusal(faults: FieldFault[], input: unknown): Refusal {
  const { code, message } = invalidInput(faults)
  return { ok: false, status: 422, code, message, faults, details: {}, requestId: '', input }
}

/** A chosen file as the API takes pictures; undefined when none was chosen. */
export async function pictureOf(form: FormData, name: string): Promise<Picture | undefined> {
  const file = form.get(name)
  if (!(file instanceof File) || file.size === 0) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return { mediaType: file.type as Picture['mediaType'], base64: btoa(binary) }
}
