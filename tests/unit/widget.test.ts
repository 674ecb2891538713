import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWidget } from '../../vite.widget.ts'

test('the web chat is one script of at most 25 kB, without React, Zod or a second file', async () => {
  const code = await buildWidget()
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(25_000)
  expect(code).not.toMatch(/react|\bzod\b|import\(|require\(/i)
  // A script tag on any page: nothing leaks into its names but the one handle.
  expect(code.trim()).toMatch(/^(?:\/\*.*?\*\/\s*)?\(function\s*\(|^\(\s*\(\)\s*=>/s)
})
