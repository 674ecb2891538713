import type { Endpoint, Input, Output } from '#values/endpoint.ts'
import type { Command, Errand, Query } from './context.ts'

/** An endpoint with what answers it. */
export type Served =
  | { endpoint: Endpoint; kind: 'query'; handler: Query<unknown, unknown> }
  | { endpoint: Endpoint; kind: 'command'; handler: Command<unknown, unknown> }
  | { endpoint: Endpoint; kind: 'errand'; handler: Errand<unknown, unknown> }

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
