import { z } from 'zod'
import type { Endpoint } from '#values/endpoint.ts'
import { type FieldFault, invalidInput } from '#values/errors.ts'

/** The endpoint's input schema, refusing fields it does not know at the top level. */
const strictSchemas = new WeakMap<z.ZodType, z.ZodType>()

function strict(schema: z.ZodType): z.ZodType {
  let found = strictSchemas.get(schema)
  if (!found) {
    found = schema instanceof z.ZodObject ? schema.strict() : schema
    strictSchemas.set(schema, found)
  }
  return found
}

/** The input as the handler expects it; refuses with one fault per field, in words for people. */
export function validate(endpoint: Endpoint, raw: unknown): unknown {
  const hidden = findControlCharacters(raw, [])
  if (hidden) throw invalidInput([{ path: hidden, message: 'Remove the invisible control characters.' }])
  const result = strict(endpoint.input).safeParse(raw)
  if (result.success) return result.data
  throw invalidInput(result.error.issues.flatMap(faultsOf))
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key.slice(0, 80)],
      message: 'This field is not known here. Remove it.',
    }))
  }
  return [{ path, message: issue.message }]
}

/** PostgreSQL refuses NUL in text; no field of ours wants one. Returns the path of the first found. */
function findControlCharacters(value: unknown, path: (string | number)[]): (string | number)[] | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path : null
  if (value === null || typeof value !== 'object' || path.length > 12) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = findControlCharacters(inner, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return null
}
