import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#values/endpoint.ts'
import { allErrors } from '#values/errors.ts'
import { renderErrorsDoc } from './errors-doc.ts'

const root = join(import.meta.dirname, '../..')
const endpoints: Endpoint[] = []

beforeAll(async () => {
  for (const path of globSync('src/modules/*/contract.ts', { cwd: root }).sort()) {
    const contract: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
    endpoints.push(...Object.values(contract).filter(isEndpoint))
  }
})

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'errors' in value

test('docs/errors.md is equal to the code (write it anew with: npx vitest run errors-doc -u)', async () => {
  await expect(renderErrorsDoc(allErrors())).toMatchFileSnapshot(join(root, 'docs/errors.md'))
})

test('every code that an endpoint may answer, or that is thrown, is declared', () => {
  const declared = new Set(allErrors().map(([code]) => code))
  const used = endpoints.flatMap(({ path, errors }) => errors.map((code) => ({ where: path, code })))
  for (const where of globSync('src/{modules,platform,web}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.tsx?$/.test(where)) continue
    for (const [, code] of readFileSync(join(root, where), 'utf8').matchAll(/new AppError\(\s*'([\w.]+)'/g))
      used.push({ where, code: code! })
  }
  expect(used.filter(({ code }) => !declared.has(code))).toEqual([])
})

test('codes are words with a module before the dot; sentences end and do not shout', () => {
  for (const [code, { message }] of allErrors()) {
    expect(code).toMatch(/^[a-z]+\.[a-z][a-z_0-9]*$/)
    expect(message, code).toMatch(/[.?]$/)
    expect(message, code).not.toMatch(/!/)
  }
})

test('a pipe in a sentence does not break the table', () => {
  const text = renderErrorsDoc([['crm.odd', { kind: 'invalid', message: 'Use a | or b.' }]])
  expect(text).toContain('| <a id="crm.odd"></a>`crm.odd` | 422 | invalid | Use a \\| or b. |')
})
