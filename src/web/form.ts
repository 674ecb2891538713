import { data } from 'react-router'
import type { Endpoint, InputOf, Output } from '#values/endpoint.ts'
import { type Api, isApiError } from './api.ts'
import { fieldPath, type Refusal } from './form-fields.ts'

export { faultOf, fieldName, fieldPath, type Refusal, valueAt } from './form-fields.ts'

/** What was typed, as a tree: `address.postcode` and `extras[0].id` become nested values. */
export type FormValues = { [name: string]: FormValue }
type FormValue = string | FormValue[] | FormValues

export type SubmitResult<T> = { ok: true; output: T } | Refusal

/**
 * Reads a form into the shape of an endpoint's input. Dots and brackets nest, repeated names become lists,
 * empty strings are dropped (so optional fields stay absent). Files are left out: they go to the files API.
 */
export function formInput(form: FormData): FormValues {
  const root: FormValues = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string' && value !== '') as string[]
    if (values.length === 0) continue
    const path = fieldPath(name)
    const isList = name.endsWith('[]')
    place(root, path, isList || values.length > 1 ? values : values[0]!)
  }
  return compact(root) as FormValues
}

// A stranger's field names must not reach into prototypes or make lists of a billion holes.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const LONGEST_LIST = 1_000

function place(root: FormValues, path: (string | number)[], value: FormValue): void {
  if (path.length === 0 || path.some((step) => FORBIDDEN.has(String(step)) || Number(step) >= LONGEST_LIST))
    return
  let node = root as Record<string | number, FormValue>
  path.forEach((step, index) => {
    if (index === path.length - 1) {
      node[step] = value
      return
    }
    const existing = Object.hasOwn(node, step) ? node[step] : undefined
    if (existing === undefined || typeof existing === 'string') {
      node[step] = typeof path[index + 1] === 'number' ? [] : {}
    }
    node = node[step] as Record<string | number, FormValue>
  })
}

/** Lists lose their holes: removing the second of three rows leaves two. */
function compact(value: FormValue): FormValue {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(compact)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)]))
}

/**
 * Calls an endpoint with what a form sent and returns the refusal as a value instead of throwing it.
 * Input comes as strings; the endpoint's schema judges it. 401, 404 and faults of ours (5xx but 503) are thrown.
 */
export async function submit<E extends Endpoint>(
  api: Api,
  endpoint: E,
  input: InputOf<E> | FormValues,
): Promise<SubmitResult<Output<E>>> {
  try {
    return { ok: true, output: await api(endpoint, input as InputOf<E>) }
  } catch (error) {
    if (!isApiError(error) || !isForTheForm(error.status)) throw error
    return {
      ok: false,
      status: error.status,
      code: error.code,
      message: error.detail,
      faults: error.faults,
      details: error.details,
      requestId: error.requestId,
      input,
    }
  }
}

function isForTheForm(status: number): boolean {
  return (status < 500 && status !== 401 && status !== 404) || status === 503
}

/** The action's answer for a refused form: status 422 (or the refusal's own), so that it works without JavaScript. */
export function refuse(refusal: Refusal) {
  return data(refusal, { status: refusal.status === 400 ? 422 : refusal.status })
}
