import { readFile } from 'node:fs/promises'
import { interFile } from './chart-picture.ts'
import type { DocumentDefinition, PdfContent } from './pdf-content.ts'

/** A figure on paper. `tone` colours the mark before the value, which says the same by its shape. */
export interface PrintTile {
  label: string
  value: string
  mark: string
  tone: 'good' | 'warn' | 'bad' | 'none'
  compare: string
  detail: string
}

export interface PrintChart {
  title: string
  about: string
  /** Null: nothing to draw; `about` then says why. */
  svg: string | null
}

export interface PrintTable {
  title: string
  columns: readonly { label: string; isNumber: boolean }[]
  rows: readonly (readonly string[])[]
}

export type PrintBlock =
  | { kind: 'heading'; text: string; startsPage?: boolean }
  | { kind: 'tiles'; tiles: readonly PrintTile[]; perRow: number }
  /** `maxHeight` in points: higher charts are made smaller. */
  | { kind: 'charts'; charts: readonly PrintChart[]; perRow: 1 | 2; maxHeight?: number }
  | { kind: 'table'; table: PrintTable }
  | { kind: 'text'; text: string }
  | { kind: 'list'; title: string; items: readonly string[] }

export interface PrintedDocument {
  title: string
  /** Who, which period, which filter, which zone, until when. */
  lines: readonly string[]
  /** At the foot of every page. */
  footer: string
  blocks: readonly PrintBlock[]
  colours: {
    ink: string
    muted: string
    line: string
    sunken: string
    good: string
    warn: string
    bad: string
  }
}

/** A4 upright, in points. */
const MARGIN = 36
export const PRINT_WIDTH = 595.28 - 2 * MARGIN
const GAP = 16

type PdfMaker = typeof import('pdfmake')['default']

let maker: Promise<PdfMaker> | undefined

/**
 * The library with our typeface, and with nothing else in reach: no address and no file is ever opened. Fonts carry
 * their PostScript names, since charts look for them by the name under which text has loaded them.
 */
async function loadMaker(): Promise<PdfMaker> {
  const { default: pdf } = await import('pdfmake')
  const [normal, bold] = ['Inter-Regular', 'Inter-SemiBold']
  pdf.virtualfs.writeFileSync(normal, withoutKerning(await readFile(interFile('400Regular'))))
  pdf.virtualfs.writeFileSync(bold, withoutKerning(await readFile(interFile('600SemiBold'))))
  pdf.addFonts({ Inter: { normal, bold, italics: normal, bolditalics: bold } })
  pdf.setUrlAccessPolicy(() => false)
  pdf.setLocalAccessPolicy(() => false)
  return pdf
}

/**
 * Kerning would set £27.00 so tight that it reads £2700, and in charts the library cannot be told to leave it out. So
 * the font's table of pairs (GPOS) is given another name, under which nobody finds it (OpenType, table directory).
 */
function withoutKerning(font: Buffer): Buffer {
  const tables = font.readUInt16BE(4)
  for (let at = 12; at < 12 + tables * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === 'GPOS') font.write('xPOS', at, 'latin1')
  }
  return font
}

/** A document as PDF. */
export async function printPdf(document: PrintedDocument): Promise<Uint8Array> {
  maker ??= loadMaker()
  const { colours, footer, title } = document
  const definition: DocumentDefinition = {
    pageSize: 'A4',
    pageMargins: [MARGIN, 40, MARGIN, 44],
    info: { title, creator: 'Frontdesk', producer: 'Frontdesk' },
    language: 'en-GB',
    defaultStyle: {
      font: 'Inter',
      fontSize: 9,
      lineHeight: 1.25,
      color: colours.ink,
      fontFeatures: { tnum: true, kern: false },
    },
    content: [headOf(document), ...document.blocks.map((block) => contentOf(block, colours))],
    footer: (page, pages) => ({
      columns: [
        { text: footer, color: colours.muted, fontSize: 7.5 },
        { text: `${page} of ${pages}`, alignment: 'right', width: 60, color: colours.muted, fontSize: 7.5 },
      ],
      margin: [MARGIN, 14, MARGIN, 0],
    }),
  }
  return (await maker).createPdf(definition).getBuffer()
}

type Colours = PrintedDocument['colours']

function headOf({ title, lines, colours }: PrintedDocument): PdfContent {
  return {
    stack: [
      { text: title, fontSize: 18, bold: true },
      ...lines.map((line) => ({ text: line, color: colours.muted, fontSize: 8.5 })),
    ],
    margin: [0, 0, 0, 12],
  }
}

function contentOf(block: PrintBlock, colours: Colours): PdfContent {
  switch (block.kind) {
    case 'heading':
      return {
        text: block.text,
        fontSize: 13,
        bold: true,
        margin: [0, 10, 0, 6],
        headlineLevel: 1,
        ...(block.startsPage && { pageBreak: 'before' }),
      }
    case 'text':
      return { text: block.text, color: colours.muted, fontSize: 8, margin: [0, 0, 0, 8] }
    case 'list':
      return {
        stack: [
          { text: block.title, bold: true, fontSize: 9.5, margin: [0, 0, 0, 3] },
          { ul: [...block.items], fontSize: 9 },
        ],
        unbreakable: true,
      }
    case 'tiles':
      return tilesOf(block, colours)
    case 'charts':
      return chartsOf(block, colours)
    case 'table':
      return tableOf(block.table, colours)
  }
}

const hairlines = ({ line }: Colours) => ({
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => line,
  vLineColor: () => line,
  paddingLeft: () => 7,
  paddingRight: () => 7,
  paddingTop: () => 5,
  paddingBottom: () => 5,
})

/** Rows of about the same length: seven tiles are four and three, not four, three and a hole. */
function tilesOf({ tiles, perRow }: Extract<PrintBlock, { kind: 'tiles' }>, colours: Colours): PdfContent {
  const rows = Math.ceil(tiles.length / perRow)
  const length = Math.ceil(tiles.length / rows)
  const stack = Array.from({ length: rows }, (_, row): PdfContent => {
    const body = tiles.slice(row * length, (row + 1) * length).map((tile) => tileOf(tile, colours))
    return {
      table: { widths: body.map(() => '*'), body: [body], dontBreakRows: true },
      layout: hairlines(colours),
      margin: [0, row === 0 ? 0 : -0.5, 0, 0],
    }
  })
  return { stack, unbreakable: true, margin: [0, 0, 0, 10] }
}

function tileOf({ label, value, mark, tone, compare, detail }: PrintTile, colours: Colours): PdfContent {
  const colour = tone === 'none' ? colours.ink : colours[tone]
  return {
    stack: [
      { text: label, color: colours.muted, fontSize: 7.5 },
      {
        text: [
          mark ? { text: `${mark} `, color: colour, fontSize: 8 } : '',
          { text: value, bold: true, fontSize: 13 },
        ],
      },
      { text: compare || ' ', fontSize: 7.5 },
      { text: detail || ' ', color: colours.muted, fontSize: 7.5 },
    ],
  }
}

function chartsOf(
  { charts, perRow, maxHeight }: Extract<PrintBlock, { kind: 'charts' }>,
  colours: Colours,
): PdfContent {
  const width = perRow === 1 ? PRINT_WIDTH : (PRINT_WIDTH - GAP) / 2
  const rows: PdfContent[] = []
  for (let from = 0; from < charts.length; from += perRow) {
    const columns = charts.slice(from, from + perRow).map((chart) => ({
      width,
      stack: chartOf(chart, width, maxHeight, colours),
      unbreakable: true,
    }))
    rows.push({ columns, columnGap: GAP, unbreakable: true, margin: [0, 0, 0, 12] })
  }
  return { stack: rows }
}

function chartOf(
  { title, about, svg }: PrintChart,
  width: number,
  maxHeight: number | undefined,
  colours: Colours,
): PdfContent[] {
  return [
    { text: title, bold: true, fontSize: 9.5 },
    { text: about, color: colours.muted, fontSize: 7.5, margin: [0, 0, 0, 5] },
    svg
      ? { svg, font: 'Inter', ...(maxHeight ? { fit: [width, maxHeight] as const } : { width }) }
      : { text: 'Nothing to count in this period.', color: colours.muted },
  ]
}

function tableOf({ title, columns, rows }: PrintTable, colours: Colours): PdfContent {
  const head = columns.map(({ label, isNumber }) => ({
    text: label,
    color: colours.muted,
    fontSize: 7.5,
    alignment: isNumber ? ('right' as const) : ('left' as const),
  }))
  const body = rows.map((row) =>
    row.map((text, index) => ({
      text,
      fontSize: 8,
      alignment: columns[index]?.isNumber ? ('right' as const) : ('left' as const),
      noWrap: columns[index]?.isNumber ?? false,
    })),
  )
  const table: PdfContent = {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: columns.map(({ isNumber }, index) => (isNumber || index > 0 ? 'auto' : '*')),
      body: [head, ...body],
    },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => colours.line,
      paddingTop: () => 3,
      paddingBottom: () => 3,
      paddingLeft: (column) => (column === 0 ? 0 : 5),
      paddingRight: () => 5,
    },
  }
  return {
    stack: [{ text: title, bold: true, fontSize: 9.5, margin: [0, 0, 0, 3] }, table],
    margin: [0, 0, 0, 12],
    ...(rows.length < 14 && { unbreakable: true }),
  }
}
