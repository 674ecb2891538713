import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import type { Download, Page } from '@playwright/test'
import { expect } from './journey.ts'

/** Chooses a line of a menu and waits for the file that comes of it. */
export async function exported(
  page: Page,
  menu: string,
  line: string,
): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: menu }).first().click()
  await page
    .getByRole('menuitem', { name: line })
    .or(page.getByRole('button', { name: line }))
    .first()
    .click()
  return opened(await coming)
}

/** A download as bytes. */
export async function opened(download: Download): Promise<{ name: string; bytes: Buffer }> {
  expect(await download.failure()).toBeNull()
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** Rows of a CSV file with quotes (RFC 4180). */
export function csvRows(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows
}

/** Width and height of a PNG, from its header (RFC 2083). */
export function pngSize(bytes: Buffer): { width: number; height: number } {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

interface PdfObject {
  dictionary: string
  stream: string
}

/** The objects of a PDF with their streams inflated. */
function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const text = bytes.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)) {
    const [, id = '', body = ''] = match
    const at = body.search(/stream\r?\n/)
    const dictionary = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(body.indexOf('\n', at) + 1, body.lastIndexOf('endstream'))
    const isDeflated = dictionary.includes('/FlateDecode') && !dictionary.includes('/Image')
    objects.set(id, { dictionary, stream: isDeflated ? inflated(raw) : raw })
  }
  return objects
}

function inflated(raw: string): string {
  try {
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

const fromHex = (hex: string) =>
  (hex.match(/.{4}/g) ?? []).map((code) => String.fromCharCode(Number.parseInt(code, 16))).join('')

/** Which letters the glyphs of a font stand for, from its ToUnicode map. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from, 16)
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f]+)>/gi)].entries())
      letters.set(first + index, fromHex(hex))
  }
  return letters
}

/** What stands in a PDF, without any spaces: words are set one by one. And how many pages it has. */
export function pdfText(bytes: Buffer): { text: string; pages: number } {
  const objects = objectsOf(bytes)
  const fonts = new Map<string, Map<number, string>>()
  for (const { dictionary } of objects.values()) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1]
      if (map) fonts.set(name, lettersOf(objects.get(map)!.stream))
    }
  }
  let text = ''
  for (const { stream } of objects.values()) {
    let font: Map<number, string> | undefined
    for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name)
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi))
        text += (hex.match(/.{4}/g) ?? [])
          .map((glyph) => font?.get(Number.parseInt(glyph, 16)) ?? '')
          .join('')
    }
  }
  const pages = [...objects.values()].filter(({ dictionary }) =>
    /\/Type \/Page\b(?!s)/.test(dictionary),
  ).length
  return { text: text.replace(/\s+/g, ''), pages }
}
