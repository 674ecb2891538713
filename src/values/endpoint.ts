import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One HTTP endpoint, defined once: validation, types, OpenAPI, the browser's client and the in-process call
 * all come from it.
 */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: Method
  /** Fastify style; `:names` are fields of the input. The rest of the input is the query (GET) or the JSON body. */
  readonly path: string
  readonly summary: string
  readonly input: I
  readonly output: O
  /** Codes this endpoint may answer besides the common ones. */
  readonly errors: readonly string[]
  /**
   * `public`: anyone; the organisation comes from `:orgSlug`, from `:token` (see `values/token`), or is none.
   * `member`: any signed-in member of the organisation. Otherwise the permission key that is needed.
   */
  readonly access: 'public' | 'member' | (string & {})
  /** Requests per minute and client address; public endpoints have a default of 120. */
  readonly perMinute?: number
  /** The longest body it takes, when that is more than 2 MB: files travel as base64, a third longer than they are. */
  readonly maxBytes?: number
  /** The answer's status when it succeeds; 200 unless told (201 for creations). */
  readonly status?: 200 | 201 | 202 | 204
  /**
   * Set when the answer is not JSON: the media type (`text/csv`, `text/calendar`). The output is then a string. An
   * errand may name another one in its reply's `content-type`.
   */
  readonly produces?: string
  /**
   * The body is not JSON of ours (a vendor posts it): the input is only the path's fields, and an errand reads the exact
   * bytes and the address from `ctx.request`.
   */
  readonly rawBody?: boolean
}

/** Defines an endpoint. `:names` in the path must be fields of the input. */
export function endpoint<I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<Endpoint<I, O>, 'errors'> & { errors?: readonly string[] },
): Endpoint<I, O> {
  return { errors: [], ...definition }
}

/** What the caller sends (before defaults). */
export type InputOf<E extends Endpoint> = z.input<E['input']>
/** What the handler receives (after validation and defaults). */
export type Input<E extends Endpoint> = z.output<E['input']>
/** What the endpoint answers. */
export type Output<E extends Endpoint> = z.output<E['output']>

/** The fields of the input that stand in the path. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
}

/** The path with its fields filled in, URL-encoded. */
export function fillPath(path: string, input: Record<string, unknown>): string {
  return path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(String(input[field])))
}
