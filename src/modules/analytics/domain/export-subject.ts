import type { ExportKind } from '../contract/exports.ts'
import { charts } from './charts/catalogue.ts'
import { isMetricKey } from './metrics.ts'
import type { SectionKey } from './sections.ts'
import { tables } from './tables.ts'

/** What a file is made of. */
export type Subject =
  | { kind: 'dashboard' }
  | { kind: 'table'; key: string; section: SectionKey }
  | { kind: 'chart'; key: string; section: SectionKey }
  | { kind: 'rows'; metric: string }

const ROWS = 'rows:'

/**
 * What a kind and a key name together; null for what does not exist: a picture of a table, the rows of an unknown
 * figure. Every chart is a table as well.
 */
export function subjectOf(kind: ExportKind, key: string | undefined): Subject | null {
  if (kind === 'pdf' || kind === 'summary') return key ? null : { kind: 'dashboard' }
  const chart = charts.find((one) => one.key === key)
  if (kind === 'png') return chart ? { kind: 'chart', key: chart.key, section: chart.section } : null
  if (!key) return { kind: 'dashboard' }
  if (key.startsWith(ROWS)) {
    const metric = key.slice(ROWS.length)
    return isMetricKey(metric) ? { kind: 'rows', metric } : null
  }
  const table = tables.find((one) => one.key === key) ?? chart
  return table ? { kind: 'table', key: table.key, section: table.section } : null
}

const types: Record<ExportKind, { ending: string; mediaType: string }> = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  summary: { ending: 'pdf', mediaType: 'application/pdf' },
  xlsx: { ending: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
  png: { ending: 'png', mediaType: 'image/png' },
}

/** How browsers and mail programs call the kind of file. */
export function mediaTypeOf(kind: ExportKind): string {
  return types[kind].mediaType
}

/** A name of small letters, digits and hyphens that says what is inside: `rows-first-reply_2026-10-28_2026-11-26.csv`. */
export function fileName(
  kind: ExportKind,
  key: string | undefined,
  { from, to }: { from: string; to: string },
): string {
  const what = key ?? (kind === 'summary' ? 'effectiveness-summary' : 'effectiveness')
  const plain = what
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${plain}_${from === to ? from : `${from}_${to}`}.${types[kind].ending}`
}
