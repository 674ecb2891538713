import { afterAll, expect } from 'vitest'
import { createSessionResolver } from '#modules/identity/public.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { createServer } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import type { TestWorld } from '#platform/testing/world.ts'
import { type Endpoint, fillPath, pathFields } from '#values/endpoint.ts'
import { served } from './two-firms.ts'

/** An answer of the server as a stranger sees it. */
export interface Answered {
  status: number
  type: string
  body: string
  problem: { code?: string; detail?: string; faults?: { path: (string | number)[]; message: string }[] }
}

export interface Attempt {
  what: string
  /** The field that a 422 must name. */
  field?: string
  send(): Promise<Answered>
}

export const hasBody = ({ method }: Endpoint) => method !== 'GET' && method !== 'DELETE'

/** The product's HTTP server over a test world, with its log in hand. Rate limits are off. */
export async function httpDesk(world: TestWorld) {
  const lines: { level: string; msg: string }[] = []
  const log = createLog({ env: 'test', logLevel: 'info' }, { write: (line) => lines.push(JSON.parse(line)) })
  const services = { ...world.services, log }
  const app = await createServer({
    services,
    served,
    dispatch: createDispatch(services, served, createSessionResolver(services)),
    readiness: async () => ({ ok: true, checks: {} }),
    rateLimits: false,
  })
  afterAll(() => app.close())

  async function send(
    endpoint: Endpoint,
    input: Record<string, unknown>,
    raw: { headers?: Record<string, string>; payload?: string } = {},
  ): Promise<Answered> {
    const inPath = pathFields(endpoint.path)
    const rest = Object.entries(input).filter(([field]) => !inPath.includes(field))
    const named = Object.fromEntries(inPath.map((field) => [field, asText(input[field])]))
    const url = fillPath(endpoint.path, named)
    const query = new URLSearchParams(rest.map(([field, value]) => [field, asText(value)]))
    const answer = await app.inject({
      method: endpoint.method,
      url: hasBody(endpoint) ? url : `${url}?${query}`,
      headers: { ...(hasBody(endpoint) && { 'content-type': 'application/json' }), ...raw.headers },
      ...(hasBody(endpoint) && { payload: raw.payload ?? JSON.stringify(Object.fromEntries(rest)) }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    const problem = type.startsWith('application/problem+json') ? answer.json() : {}
    return { status: answer.statusCode, type, body: answer.body, problem }
  }

  /** Rows of every table; a refused request must leave all of them as they were. */
  async function rowCounts(): Promise<Record<string, string>> {
    const tables = await world.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::text as n from ${name}`)
    const rows = await world.sql<{ name: string; n: string }>(counts.join(' union all '))
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
  }

  /** Sends what must be refused, and holds every answer to the same promises. */
  async function refuseAll(attempts: Attempt[]): Promise<void> {
    const before = await rowCounts()
    lines.length = 0
    const faults: string[] = []
    for (const attempt of attempts) {
      const answered = await attempt.send()
      const { status, body } = answered
      for (const fault of faultsOf(attempt, answered))
        faults.push(`${attempt.what} ${fault}: ${status} ${body.slice(0, 160)}`)
    }
    expect(faults).toEqual([])
    expect(await rowCounts()).toEqual(before)
    expect(lines.filter(({ level, msg }) => level !== 'info' || msg !== 'request')).toEqual([])
    expect(lines).toHaveLength(attempts.length)
  }

  return { app, send, rowCounts, refuseAll }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)) ?? ''

function faultsOf({ field }: Attempt, { status, type, body, problem }: Answered): string[] {
  const named = problem.faults?.some(({ path }) => path[0] === field)
  return [
    ...(status < 400 || status > 499 ? ['is not answered with a 4xx'] : []),
    ...(type.startsWith('application/problem+json') ? [] : ['is not answered with a problem']),
    ...(/\bat \/|node_modules|\.ts:\d|syntax error|violates/.test(body) ? ['shows our inside'] : []),
    ...(field && status === 422 && !named ? [`is answered without naming ${field}`] : []),
  ]
}
