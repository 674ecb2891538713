import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Endpoint, pathFields } from '#values/endpoint.ts'
import { allErrors } from '#values/errors.ts'
import type { Config } from '../config.ts'
import type { Served } from '../http.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of every endpoint, from the same definitions that validate requests. */
export function openApiDocument(served: readonly Served[], baseUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const { endpoint } of served) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Frontdesk API',
      version: '1',
      description:
        'Instants are ISO 8601 in UTC, money is in minor units of the named currency. Creating requests may carry an `Idempotency-Key`. Every refusal is an RFC 9457 problem with a `code` and, for input, the faults by field.',
    },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      schemas: { Problem: problemSchema() },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'frontdesk.session_token' } },
    },
  }
}

function operation(endpoint: Endpoint): Json {
  const schema = jsonSchema(endpoint.input)
  const properties = (schema.properties ?? {}) as Record<string, Json>
  const required = (schema.required ?? []) as string[]
  const inPath = pathFields(endpoint.path)
  const rest = Object.keys(properties).filter((field) => !inPath.includes(field))
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const parameter = (name: string, place: 'path' | 'query') => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  })
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    // `/api/v1/appointments.csv` belongs to the appointments.
    tags: [endpoint.path.split(/[/.]/)[3]],
    description:
      endpoint.access === 'public'
        ? 'No sign-in.'
        : `Needs ${endpoint.access === 'member' ? 'a member’s session' : `the permission \`${endpoint.access}\``}.`,
    ...(endpoint.access !== 'public' && { security: [{ session: [] }] }),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...(inQuery ? rest.map((name) => parameter(name, 'query')) : []),
    ],
    ...(!inQuery &&
      rest.length > 0 && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: bodySchema(properties, required, rest) } },
        },
      }),
    responses: {
      [endpoint.status ?? 200]: {
        description: 'Done',
        content: {
          [endpoint.produces ?? 'application/json']: {
            schema: endpoint.produces ? { type: 'string' } : jsonSchema(endpoint.output),
          },
        },
      },
      default: {
        description: `A problem. Codes: ${['input.invalid', ...endpoint.errors].join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function operationId({ method, path }: Endpoint): string {
  return `${method.toLowerCase()}${path.replace('/api/v1', '').replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`
}

function bodySchema(properties: Record<string, Json>, required: string[], rest: string[]): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(rest.map((field) => [field, properties[field]])),
    required: rest.filter((field) => required.includes(field)),
    additionalProperties: false,
  }
}

function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  return json
}

function problemSchema(): Json {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'requestId'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', enum: [...allErrors().map(([code]) => code), 'server.fault'] },
      detail: { type: 'string' },
      faults: {
        type: 'array',
        items: { type: 'object', properties: { path: { type: 'array' }, message: { type: 'string' } } },
      },
      details: { type: 'object' },
      requestId: { type: 'string' },
    },
  }
}

/** What every problem's `type` points at: the codes with their meaning, as a plain page. */
function errorsPage(): string {
  const rows = allErrors().map(
    ([code, { kind, message }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${kind}</td><td>${escapeHtml(message)}</td></tr>`,
  )
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Errors · Frontdesk API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}td{padding:.4rem .8rem;vertical-align:top;border-top:1px solid #ddd}:target{background:#fcede4}</style>
<h1>Errors</h1><p>Every refusal is an RFC 9457 problem with one of these codes.</p><table>${rows.join('')}</table></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** `/api/v1/openapi.json`, and a readable reference at `/api/v1/reference`. */
export async function serveOpenApi(
  app: FastifyInstance,
  served: readonly Served[],
  config: Config,
): Promise<void> {
  const document = openApiDocument(served, config.baseUrl)
  const text = JSON.stringify(document)
  app.get('/api/v1/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  )
  const errors = errorsPage()
  app.get('/api/v1/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(errors))
  await app.register(async (scope) => {
    await scope.register(swagger, { mode: 'static', specification: { document: document as never } })
    await scope.register(swaggerUi, {
      routePrefix: '/api/v1/reference',
      uiConfig: { docExpansion: 'none', filter: true, deepLinking: true },
      theme: { title: 'Frontdesk API' },
    })
  })
}
