import { createContext, type RouterContextProvider } from 'react-router'
import { type Endpoint, fillPath, type InputOf, type Output, pathFields } from '#values/endpoint.ts'
import type { FieldFault } from '#values/errors.ts'

/** Calls an endpoint: in the browser by fetch, on the server in the same process with the visitor's session. */
export type Api = <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<Output<E>>

/** Problem details (RFC 9457) as the API answers them. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  /** The stable code of the refusal: `booking.slot_taken`. */
  code: string
  faults?: FieldFault[]
  /** Facts to act on, such as the nearest free slots. */
  details?: Record<string, unknown>
  requestId: string
}

/**
 * A refusal by the API. Thrown from a loader or an action it reaches the error boundary with its own status
 * and the problem as data, because it has the shape of React Router's `data(problem, { status })`.
 */
export class ApiError extends Error {
  readonly type = 'DataWithResponseInit'
  readonly data: Problem
  readonly init: { status: number }

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
    this.data = problem
    this.init = { status: problem.status }
  }

  /** Builds the error from problem JSON, filling in what a proxy or a broken connection leaves out. */
  static from(problem: Partial<Problem>): ApiError {
    const status = problem.status ?? 500
    return new ApiError({
      type: problem.type ?? 'about:blank',
      title: problem.title ?? 'Something went wrong',
      detail: problem.detail ?? problem.title ?? 'Something went wrong on our side. Please try again.',
      code: problem.code ?? 'server.unavailable',
      requestId: problem.requestId ?? '',
      status,
      ...(problem.faults && { faults: problem.faults }),
      ...(problem.details && { details: problem.details }),
    })
  }

  get status(): number {
    return this.data.status
  }
  get code(): string {
    return this.data.code
  }
  get title(): string {
    return this.data.title
  }
  get detail(): string {
    return this.data.detail
  }
  get faults(): FieldFault[] {
    return this.data.faults ?? []
  }
  get details(): Record<string, unknown> {
    return this.data.details ?? {}
  }
  get requestId(): string {
    return this.data.requestId
  }
}

/** Whether a value is a refusal by the API, also one that came from another copy of this class. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'data' in error
}

/** The context key under which the server keeps its in-process API. */
export const apiContext = createContext<Api>()

/** The API inside a loader or an action. */
export function serverApi(context: Readonly<RouterContextProvider>): Api {
  return context.get(apiContext)
}

/** The API in the browser. Rejects with `ApiError`, also when the connection fails (`network.offline`). */
export const api: Api = async (endpoint, input) => {
  const response = await send(endpoint, (input ?? {}) as Record<string, unknown>)
  if (!response.ok) throw ApiError.from({ status: response.status, ...(await problemOf(response)) })
  if (response.status === 204) return undefined as never
  const plain = endpoint.produces !== undefined
  return (plain ? await response.text() : await response.json()) as never
}

async function send(endpoint: Endpoint, input: Record<string, unknown>): Promise<Response> {
  const inPath = new Set(pathFields(endpoint.path))
  const rest = Object.entries(input).filter(([key, value]) => !inPath.has(key) && value !== undefined)
  const headers: Record<string, string> = { accept: 'application/json', 'x-frontdesk': '1' }
  const init: RequestInit = { method: endpoint.method, credentials: 'same-origin', headers }
  let url = fillPath(endpoint.path, input)
  if (endpoint.method === 'GET') {
    const query = queryOf(rest)
    if (query) url += `?${query}`
  } else {
    headers['content-type'] = 'application/json'
    if (endpoint.method === 'POST') headers['idempotency-key'] = randomKey()
    init.body = JSON.stringify(Object.fromEntries(rest))
  }
  try {
    return await fetch(url, init)
  } catch {
    throw ApiError.from({
      status: 503,
      code: 'network.offline',
      title: 'No connection',
      detail: 'We could not reach the server. Check your connection and try again.',
    })
  }
}

/** Lists become repeated names; objects and empty values have no place in a query. */
function queryOf(entries: [string, unknown][]): string {
  const query = new URLSearchParams()
  for (const [key, value] of entries) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') query.append(key, String(one))
    }
  }
  return query.toString()
}

/** `crypto.randomUUID` is missing on plain http, where a self-hosted test installation may run. */
function randomKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('')
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  try {
    return (await response.json()) as Partial<Problem>
  } catch {
    return {}
  }
}
