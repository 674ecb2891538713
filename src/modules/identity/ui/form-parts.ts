import { isApiError } from '#web/api.ts'
import { type FormValues, formInput, type Refusal } from '#web/form.ts'
import type { Picture } from '../contract/fields.ts'

/** A page with several forms tells them apart by the hidden field `intent`; it is no part of the input. */
export function readForm(form: FormData): { intent: string; input: FormValues } {
  const { intent, ...input } = formInput(form)
  return { intent: typeof intent === 'string' ? intent : '', input }
}

/** Sign-in forms show a refused password or code in place, where other pages would lead to the sign-in. */
export function refusalOf(error: unknown, input: unknown): Refusal {
  if (!isApiError(error) || error.status >= 500) throw error
  const { status, code, detail: message, faults, details, requestId } = error
  return { ok: false, status, code, message, faults, details, requestId, input }
}

/** A refusal that the page itself words, in the shape of one by the API. */
export function ownRefusal(message: string, path?: string): Refusal {
  const faults = path ? [{ path: [path], message }] : []
  return {
    ok: false,
    status: 422,
    code: 'input.invalid',
    message,
    faults,
    details: {},
    requestId: '',
    input: {},
  }
}

/** A chosen file as the API wants pictures; undefined when none was chosen. */
export async function pictureOf(form: FormData, name: string): Promise<Picture | undefined> {
  const file = form.get(name)
  if (!(file instanceof File) || file.size === 0) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { mediaType: file.type as Picture['mediaType'], base64: btoa(binary) }
}
