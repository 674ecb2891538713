import { expect, test } from 'vitest'
import { openApiDocument } from '#platform/http/openapi.ts'
import { pathFields } from '#values/endpoint.ts'
import { modules } from './modules.ts'

interface Parameter {
  name: string
  in: string
  required: boolean
  schema: Record<string, unknown>
}
interface Operation {
  operationId: string
  summary: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: { properties: object; required: string[] } }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
  security?: Record<string, string[]>[]
}
interface Document {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
}

const endpoints = modules.flatMap((module) => module.endpoints).map(({ endpoint }) => endpoint)
const document = openApiDocument(
  modules.flatMap((module) => module.endpoints),
  'http://localhost:3000',
) as unknown as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('no two endpoints answer the same method and path', () => {
  const keys = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test('every endpoint that is served stands in the API document, and nothing else does', () => {
  const documented = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`)
  const served = endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  expect(documented.sort()).toEqual(served.sort())
  expect(served.length).toBeGreaterThan(80)
})

test('the document is OpenAPI 3.1: named, with servers, paths and what they refer to', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ title: 'Frontdesk API', version: '1' })
  expect(document.servers).toEqual([{ url: 'http://localhost:3000' }])
  expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([])
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]+)"/g)].map((match) => match[1]!)
  const lost = references.filter((reference) => {
    const steps = reference.slice(2).split('/')
    return !steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], document)
  })
  expect(lost).toEqual([])
})

test('operations have one id each, a summary and a tag', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([])
  for (const { operation, path } of operations) {
    expect(operation.summary, path).not.toBe('')
    expect(operation.tags[0], path).toMatch(/^[a-z-]+$/)
  }
})

test('every name in a path is a required parameter with a real schema, and none stands there twice', () => {
  const faults = operations.flatMap(({ path, method, operation }) => {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    const names = operation.parameters.map(({ name }) => name)
    const isComplete = wanted.every((name) =>
      inPath.some((one) => one.name === name && one.required && Object.keys(one.schema).length > 0),
    )
    const isUnique = new Set(names).size === names.length
    return isComplete && isUnique && inPath.length === wanted.length ? [] : [`${method} ${path}`]
  })
  expect(faults).toEqual([])
})

test('what is read comes by the address, what is written by a JSON body', () => {
  for (const { path, method, operation } of operations) {
    const place = `${method} ${path}`
    if (method === 'get' || method === 'delete') expect(operation.requestBody, place).toBeUndefined()
    const schema = operation.requestBody?.content['application/json']?.schema
    if (operation.requestBody) expect(Object.keys(schema?.properties ?? {}), place).not.toEqual([])
    for (const field of schema?.required ?? []) expect(schema?.properties, place).toHaveProperty(field)
    expect(Object.keys(operation.responses), place).toContain('default')
    expect(operation.responses.default?.content, place).toHaveProperty(['application/problem+json'])
  }
})

test('names in a path are fields of the input, and what needs a sign-in says so', () => {
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths[path]![endpoint.method.toLowerCase()]!
    const names = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)
    expect(names, path).toEqual(pathFields(endpoint.path))
    expect(operation.security !== undefined, path).toBe(endpoint.access !== 'public')
  }
})
