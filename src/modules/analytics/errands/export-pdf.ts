import { chartSvg } from '../adapters/chart-picture.ts'
import {
  PRINT_WIDTH,
  type PrintBlock,
  type PrintChart,
  type PrintTable,
  type PrintTile,
  printPdf,
} from '../adapters/pdf-document.ts'
import type { Metric } from '../contract/dashboard.ts'
import { charts, type ListedChart } from '../domain/charts/catalogue.ts'
import { printColours, printLook } from '../domain/charts/print-look.ts'
import { cellWords, type DataTable, isNumeric } from '../domain/data-table.ts'
import { changeWords, type WordsOf } from '../domain/figure-words.ts'
import { metricLine, partsWords } from '../domain/figure-words-metric.ts'
import { metricsOf, type SectionKey, type Sections, sectionTitles, type Tone } from '../domain/sections.ts'
import { tables } from '../domain/tables.ts'
import { asOfAll, gather, type Making } from './export-work.ts'
import { allSections } from './load-sections.ts'

const marks: Record<Tone, string> = { good: '●', warn: '▲', bad: '◆', none: '' }
/** Charts with many columns need the whole width. */
const WIDE = new Set(['response-time', 'per-hour', 'heatmap', 'trends', 'funnel'])
/** Charts are drawn larger than they are printed, so that their letters are those of the text. */
const SCALE = 1.42
/** What a page for people without time holds: how fast, how well, how far, what for. */
const SUMMARY_CHARTS = ['response-time', 'sla', 'funnel', 'per-hour']
/** What the other charts say, in a sentence each. */
const SUMMARY_WORDS = [
  'agents-conversations',
  'resolved-open',
  'forecast',
  'workload',
  'bot-split',
  'satisfaction',
  'trends',
]

/** Everything on paper: figures, charts, tables of every part; null when it was cancelled. */
export async function makePdf(making: Making): Promise<Uint8Array | null> {
  const sections = await gather(making, allSections, { from: 3, to: 40 })
  if (!sections) return null
  const blocks: PrintBlock[] = []
  for (const [index, key] of allSections.entries()) {
    if (!(await making.isWanted(40 + (50 * index) / allSections.length))) return null
    blocks.push(...(await partOf(making, sections, key)))
  }
  return printed(making, 'Effectiveness', sections, blocks)
}

/** The strip, four charts and what the others say, on one page; null when it was cancelled. */
export async function makeSummary(making: Making): Promise<Uint8Array | null> {
  const sections = await gather(making, allSections, { from: 3, to: 50 })
  if (!sections) return null
  const chosen = SUMMARY_CHARTS.flatMap((key) => charts.find((chart) => chart.key === key) ?? [])
  if (!(await making.isWanted(55))) return null
  const drawn = await drawAll(making, sections, chosen, 2)
  if (!(await making.isWanted(85))) return null
  return printed(making, 'Effectiveness in one page', sections, [
    {
      kind: 'tiles',
      perRow: 4,
      tiles: metricsOf(sections.kpi!).map((metric) => tileOf(metric, making.words)),
    },
    { kind: 'charts', perRow: 2, charts: drawn, maxHeight: 178 },
    { kind: 'list', title: 'And in words', items: findings(making, sections) },
  ])
}

function findings(making: Making, sections: Partial<Sections>): string[] {
  const look = printLook(making.words, making.thresholds, 600)
  return SUMMARY_WORDS.flatMap((key) => {
    const drawing = charts.find((chart) => chart.key === key)?.build(sections, look)
    return drawing ? [drawing.summary] : []
  })
}

async function partOf(making: Making, sections: Partial<Sections>, key: SectionKey): Promise<PrintBlock[]> {
  const { words } = making
  const own = charts.filter(({ section }) => section === key)
  const wide = await drawAll(
    making,
    sections,
    own.filter((chart) => WIDE.has(chart.key)),
    1,
  )
  const narrow = await drawAll(
    making,
    sections,
    own.filter((chart) => !WIDE.has(chart.key)),
    2,
  )
  const metrics = metricsOf(sections[key]!)
  return [
    { kind: 'heading', text: sectionTitles[key] },
    { kind: 'tiles', perRow: 5, tiles: metrics.map((metric) => tileOf(metric, words)) },
    ...(wide.length > 0 ? [{ kind: 'charts', perRow: 1, charts: wide } as const] : []),
    ...(narrow.length > 0 ? [{ kind: 'charts', perRow: 2, charts: narrow } as const] : []),
    ...tables
      .filter(({ section }) => section === key)
      .flatMap(({ build }) => {
        const table = build(sections)
        return table && table.rows.length > 0
          ? [{ kind: 'table', table: paperTable(table, words) } as const]
          : []
      }),
    ...formulas(sections, key).map((text) => ({ kind: 'text', text }) as const),
  ]
}

/** Sums that need their formula beside them. */
function formulas(sections: Partial<Sections>, key: SectionKey): string[] {
  if (key === 'agents') return [`Score = ${sections.agents!.scoreFormula}`]
  if (key === 'automation') return [`Time saved = ${sections.automation!.timeSaved.formula}`]
  if (key === 'business') return [`Cost per conversation = ${sections.business!.costPerConversation.formula}`]
  return []
}

async function drawAll(
  making: Making,
  sections: Partial<Sections>,
  chosen: readonly ListedChart[],
  perRow: 1 | 2,
): Promise<PrintChart[]> {
  const points = perRow === 1 ? PRINT_WIDTH : (PRINT_WIDTH - 16) / 2
  const look = printLook(making.words, making.thresholds, Math.round(points * SCALE))
  const drawn: PrintChart[] = []
  for (const chart of chosen) {
    const drawing = chart.build(sections, look)
    const svg = drawing && (await chartSvg({ ...drawing, width: look.width }))
    drawn.push({ title: chart.title, about: chart.about(sections, look), svg })
  }
  return drawn
}

function tileOf(metric: Metric, words: WordsOf): PrintTile {
  const change = changeWords(metric, words.locale)
  return {
    label: metric.name,
    value: `${metric.isApproximate && metric.value !== null ? '≈ ' : ''}${metricLine(metric, words)}`,
    mark: marks[metric.tone],
    tone: metric.tone,
    compare: change?.text ?? '',
    detail: partsWords(metric, words),
  }
}

/** On paper a table has no room for everything; the files for programs have all columns. */
function paperTable(table: DataTable, words: WordsOf): PrintTable {
  const columns = table.columns.filter(({ key }) => !LEFT_OUT.has(key))
  return {
    title: table.title,
    columns: columns.map(({ label, kind }) => ({ label, isNumber: isNumeric(kind) })),
    rows: table.rows.map((row) => columns.map(({ key, kind }) => cellWords(row[key], kind, words))),
  }
}

const LEFT_OUT = new Set([
  'stateSince',
  'onlineSeconds',
  'busySeconds',
  'awaySeconds',
  'capacity',
  'lastReceivedAt',
  'lastSentAt',
])

function printed(
  making: Making,
  title: string,
  sections: Partial<Sections>,
  blocks: readonly PrintBlock[],
): Promise<Uint8Array> {
  const caption = new Map(making.caption(title, asOfAll(sections)))
  const { ink, muted, line, sunken, goodInk, warnInk, badInk } = printColours
  const asOf = `as of ${caption.get('As of')}`
  return printPdf({
    title: `${title} · ${caption.get('Organisation')}`,
    lines: [
      `${caption.get('Period')}`,
      `${caption.get('Filter')} · ${caption.get('Time zone')} · ${asOf} · made for ${caption.get('Made for')}`,
    ],
    footer: `${caption.get('Organisation')} · ${caption.get('Period')} · ${asOf}`,
    blocks,
    colours: { ink, muted, line, sunken, good: goodInk, warn: warnInk, bad: badInk },
  })
}
