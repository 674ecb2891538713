import { createHmac } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md', 'src/**/README.md'], { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()

/** GitHub's anchor of a heading: lower case, words joined by hyphens, other signs dropped. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1]!))
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]!)
  return new Set([...headings, ...ids])
}

/** Links of a document that lead to no file, or to no heading of it. */
function deadLinks(path: string, text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!)
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false
    const [file, anchor] = target.split('#') as [string, string?]
    const found = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(root, found))) return true
    return anchor !== undefined && !anchorsOf(read(found)).has(anchor)
  })
}

describe('the documents', () => {
  test.each(documents)('every relative link in %s leads somewhere', (path) => {
    expect(deadLinks(path, read(path))).toEqual([])
  })

  test('a dead link is found', () => {
    const text =
      '# One\n[a](nowhere.md) [b](#one) [c](#two) [d](README.md) [e](https://x.test) `[f](gone.md)`\n'
    expect(deadLinks('README.md', text)).toEqual([
      'nowhere.md',
      ...(read('README.md').includes('# One') ? [] : ['#one']),
      '#two',
    ])
  })

  test.each(documents)('%s names no path of one machine', (path) => {
    expect(read(path)).not.toMatch(/\/(work|root|Users)\/\w/)
  })

  test('AGENTS.md fits on one screen', () => {
    expect(read('AGENTS.md').trimEnd().split('\n').length).toBeLessThanOrEqual(80)
  })
})

describe('the files that AGENTS.md and CONTRIBUTING.md name', () => {
  const named = (path: string) =>
    [
      ...read(path).matchAll(
        /`((?:src|docs|migrations|architecture|tests|bench|bin)\/[\w./-]+\.\w+|\w+\.(?:ts|md|json))`/g,
      ),
    ]
      .map((match) => match[1]!)
      .filter((file) => !/^(contract|events|public|rollups|tables|http|jobs|module)\.ts$/.test(file))

  test.each(['AGENTS.md', 'CONTRIBUTING.md'])('%s: all of them exist', (path) => {
    expect(named(path).filter((file) => !existsSync(join(root, file)))).toEqual([])
    expect(named(path).length).toBeGreaterThan(0)
  })
})

/** The help's lines, one for each command: `start [--port N] …   install, build, …`. */
function linesOfHelp(source: string): string[] {
  const [, help = ''] = /const HELP = `([\s\S]*?)`/.exec(source) ?? []
  const lines = help.replace(/\n {8,}(?=\S)/g, '  ').split('\n')
  return lines.filter((line) => line.startsWith('  frontdesk ')).map((line) => line.slice(12))
}

/** The usages and words of the table, without the escapes that Markdown needs. */
function rowsOfReadme(text: string): { usage: string; says: string }[] {
  const [, table = ''] = /\| Command \| What it does \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(text) ?? []
  return [...table.matchAll(/^\| `(.+?)` \| (.*) \|$/gm)].map(([, usage, says]) => ({
    usage: usage!.replaceAll('\\|', '|'),
    says: says!,
  }))
}

const flags = (text: string) => text.match(/--[\w-]+/g) ?? []

describe("README's table of commands", () => {
  const help = linesOfHelp(read('src/cli.ts'))
  const rows = rowsOfReadme(read('README.md'))

  test('has every command of the help, in the same order and with the same options', () => {
    expect(help.length).toBeGreaterThan(10)
    expect(rows).toHaveLength(help.length)
    for (const [index, { usage }] of rows.entries()) {
      expect(`${help[index]} `).toMatch(new RegExp(`^${RegExp.escape(usage)} `))
      expect(flags(usage)).toEqual(flags(help[index]!))
    }
  })

  test('says what each does', () => {
    expect(rows.filter(({ says }) => says.length < 10)).toEqual([])
  })
})

test('the snippet of the API guide tells a true webhook from a forged or an old one', async () => {
  const [, snippet = ''] = /```js\n([\s\S]*?)```/.exec(read('docs/guides/api.md')) ?? []
  const { isFromFrontdesk } = (await import(`data:text/javascript,${encodeURIComponent(snippet)}`)) as {
    isFromFrontdesk(headers: Record<string, string>, body: string, secret: string): boolean
  }
  const key = Buffer.from('a key of twenty-four byte')
  const secret = `whsec_${key.toString('base64')}`
  const signed = (body: string, at: number) => {
    const timestamp = String(Math.floor(at / 1000))
    const signature = createHmac('sha256', key).update(`m1.${timestamp}.${body}`).digest('base64')
    return { 'webhook-id': 'm1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
  }
  expect(isFromFrontdesk(signed('{"a":1}', Date.now()), '{"a":1}', secret)).toBe(true)
  expect(isFromFrontdesk(signed('{"a":1}', Date.now()), '{"a":2}', secret)).toBe(false)
  expect(isFromFrontdesk(signed('{"a":1}', Date.now() - 3_600_000), '{"a":1}', secret)).toBe(false)
  expect(isFromFrontdesk({ 'webhook-id': 'm1' }, '{"a":1}', secret)).toBe(false)
})
