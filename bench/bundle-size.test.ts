import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildPages } from '#platform/pages-build.ts'
import { LIMITS, weighPages } from './bundle-size.ts'

// Whoever else needs the pages just now: one builds, the others wait.
await buildPages({ environment: process.env })

describe('the JavaScript of a page’s first load (PLAT-101)', () => {
  const pages = weighPages()

  test.each(['public', 'auth', 'office'])('every page of %s stays within its budget', (layout) => {
    const own = pages.filter((page) => page.layout === layout)
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter(({ scripts }) => scripts > LIMITS[layout]!)).toEqual([])
  })
})

test('a page’s weight counts each file once, with those of its layouts, and a missing build is named', () => {
  const client = mkdtempSync(join(tmpdir(), 'frontdesk-bundle-'))
  try {
    expect(() => weighPages(client)).toThrow('There is no build')
    mkdirSync(join(client, 'assets'))
    const write = (name: string, bytes: number) => {
      // Numbers without a pattern, which gzip cannot shorten much.
      const text = Array.from({ length: bytes }, (_, i) =>
        String.fromCharCode(33 + ((i * i * 7919) % 90)),
      ).join('')
      writeFileSync(join(client, 'assets', name), text)
      return `/assets/${name}`
    }
    const shared = write('shared.js', 4000)
    const routes = {
      public: { id: 'public', module: write('layout.js', 1000), imports: [shared] },
      book: {
        id: 'book',
        parentId: 'public',
        path: 'book',
        module: write('book.js', 2000),
        imports: [`${shared}#book`],
      },
    }
    const manifest = { entry: { module: write('entry.js', 3000), imports: [shared] }, routes }
    writeFileSync(join(client, 'assets/manifest-1.js'), `window.__manifest=${JSON.stringify(manifest)};`)
    const [book, layout] = weighPages(client)
    const own = gzipSync(readFileSync(join(client, 'assets/book.js')), { level: 9 }).length / 1024
    expect(book).toMatchObject({ path: '/book', layout: 'public', styles: 0 })
    expect(book!.scripts - layout!.scripts).toBeCloseTo(own)
  } finally {
    rmSync(client, { recursive: true, force: true })
  }
})
