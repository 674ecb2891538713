/** What went wrong in the terms of the caller; `platform/http` alone turns a kind into an HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many'
  | 'unavailable'

export interface ErrorDefinition {
  readonly kind: ErrorKind
  /** One sentence for a person: what happened and what to do next. */
  readonly message: string
}

const definitions = new Map<string, ErrorDefinition>()

/**
 * Declares a module's error codes (`booking.slot_taken`). Called once per module in its `contract.ts`;
 * `docs/errors.md` is generated from the same table.
 */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(table: T): T {
  for (const [code, definition] of Object.entries(table)) definitions.set(code, definition)
  return table
}

/** Every declared error code with its definition, sorted by code. */
export function allErrors(): [string, ErrorDefinition][] {
  return [...definitions.entries()].sort(([a], [b]) => a.localeCompare(b))
}

/** A fault in one named field, in the words shown beside that field. */
export interface FieldFault {
  /** Path from the root of the input: `['extras', 0, 'quantity']`. */
  path: (string | number)[]
  message: string
}

/**
 * The one error class. `code` is declared with `defineErrors`; `details` are facts the caller may act on
 * (`{ alternatives: [...] }`) and are sent as they are, so never put secrets in them.
 */
export class AppError extends Error {
  readonly code: string
  readonly kind: ErrorKind
  readonly details: Record<string, unknown>

  constructor(code: string, details: Record<string, unknown> = {}) {
    const definition = definitions.get(code)
    super(definition?.message ?? code)
    this.name = 'AppError'
    this.code = code
    this.kind = definition?.kind ?? 'invalid'
    this.details = details
  }
}

/** The refusal for input that breaks its contract, with one fault per field. */
export function invalidInput(faults: FieldFault[]): AppError {
  return new AppError('input.invalid', { faults })
}

/** Codes that any endpoint may answer. */
export const commonErrors = defineErrors({
  'input.invalid': {
    kind: 'invalid',
    message: 'Some of what was sent is not right. Each field says what to change.',
  },
  'input.malformed': {
    kind: 'invalid',
    message: 'The request could not be read. Send valid JSON or form data.',
  },
  'input.too_large': { kind: 'invalid', message: 'The request is too large.' },
  'auth.required': { kind: 'unauthenticated', message: 'Please sign in first.' },
  'auth.forbidden': { kind: 'forbidden', message: 'Your role does not allow this. Ask an administrator.' },
  'auth.viewing_only': {
    kind: 'forbidden',
    message: "You are looking through another member's eyes. Stop viewing to make changes.",
  },
  'auth.wrong_origin': { kind: 'forbidden', message: 'This request came from another site and was refused.' },
  'http.not_found': { kind: 'not_found', message: 'There is nothing at this address.' },
  'http.too_many': { kind: 'too_many', message: 'Too many requests. Wait a moment and try again.' },
  'http.key_reused': {
    kind: 'conflict',
    message: 'This idempotency key was used with other input. Send a new key.',
  },
  'http.in_progress': {
    kind: 'conflict',
    message: 'The same request is still being worked on. Try again shortly.',
  },
  'server.unavailable': {
    kind: 'unavailable',
    message: 'We cannot do this right now. Please try again in a moment.',
  },
})
