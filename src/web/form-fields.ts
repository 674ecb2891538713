import type { FieldFault } from '#values/errors.ts'

/** The refusal of a form, ready to be shown beside its fields. */
export interface Refusal {
  ok: false
  status: number
  code: string
  /** One or two sentences for the head of the form. */
  message: string
  faults: FieldFault[]
  details: Record<string, unknown>
  requestId: string
  /** What was sent, so that the form comes back filled in. */
  input: unknown
}

/** `extras[0].id` → `['extras', 0, 'id']`; the list marker of `days[]` is dropped. */
export function fieldPath(name: string): (string | number)[] {
  const steps = name.replace(/\[\]$/, '').match(/[^.[\]]+/g) ?? []
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** `['extras', 0, 'id']` → `extras[0].id`, the name of the field. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${step}` : step),
    '',
  )
}

/** The words to show beside one field, or undefined. Faults of nested parts count for their field too. */
export function faultOf(result: { faults?: FieldFault[] } | undefined, name: string): string | undefined {
  const wanted = fieldName(fieldPath(name))
  return result?.faults?.find((fault) => fieldName(fault.path) === wanted)?.message
}

/** Reads a value that was sent by the name of its field: `valueAt(input, 'address.postcode')`. */
export function valueAt(input: unknown, name: string): unknown {
  let node: unknown = input
  for (const step of fieldPath(name)) {
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, step)) return undefined
    node = (node as Record<string | number, unknown>)[step]
  }
  return node
}
