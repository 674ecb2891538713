import type { Endpoint, Input, Output } from '#values/endpoint.ts'
import type { Command, Errand, Query } from './context.ts'

/** An endpoint with what answers it. */
export type Served = { endpoint: Endpoint; allowsOrigin?: AllowsOrigin } & (
  | { kind: 'query'; handler: Query<unknown, unknown> }
  | { kind: 'command'; handler: Command<unknown, unknown> }
  | { kind: 'errand'; handler: Errand<unknown, unknown> }
)

/** Whether pages of another origin may call an endpoint whose path has a `:token`. */
export type AllowsOrigin = Query<{ token: string; origin: string }, boolean>

/** Answers an endpoint: GET by a query, every other method by a command in one transaction. */
export function serve<E extends Endpoint>(
  endpoint: E,
  handler: Query<Input<E>, Output<E>> | Command<Input<E>, Output<E>>,
): Served {
  const kind = endpoint.method === 'GET' ? 'query' : 'command'
  return { endpoint, kind, handler: handler as Query<unknown, unknown> } as Served
}

/** Answers an endpoint by an errand: outside any transaction, because it reaches the outside world. */
export function serveErrand<E extends Endpoint>(endpoint: E, handler: Errand<Input<E>, Output<E>>): Served {
  return { endpoint, kind: 'errand', handler: handler as Errand<unknown, unknown> }
}

/** Opens endpoints to the pages of other sites that the query allows; browsers send no cookies with such calls. */
export function crossOrigin(allowsOrigin: AllowsOrigin, served: readonly Served[]): Served[] {
  return served.map((one) => ({ ...one, allowsOrigin }))
}
