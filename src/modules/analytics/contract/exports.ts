import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'
import { DashboardFilter } from './dashboard.ts'

export const ExportKind = z.enum(['pdf', 'summary', 'xlsx', 'csv', 'png'])
export type ExportKind = z.infer<typeof ExportKind>

/** A file being made, or made. */
export const Export = z.object({
  id: Id,
  kind: ExportKind,
  name: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** 0–100. */
  progress: z.number().int(),
  error: z.string().nullable(),
  bytes: z.number().int().nullable(),
  /** Where the file is fetched from; null until it is done. */
  url: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type Export = z.infer<typeof Export>

/** Makes a file in the background. `subject`: a section, table or chart key; the whole dashboard when missing. */
export const startExport = endpoint({
  method: 'POST',
  path: '/api/v1/dashboard/exports',
  summary: 'Make a file of the dashboard, a table, a chart or rows',
  access: 'figures.view',
  status: 202,
  input: DashboardFilter.extend({
    kind: ExportKind,
    /** For csv and xlsx: `agents`, `failures`, `intents`, `campaigns`, `broadcasts`, `per-hour`, or `rows:<metric>`; for png: a chart's key. */
    subject: z.string().max(120).optional(),
    /** Narrows rows to one part, as in the list of rows. */
    part: z.string().max(120).optional(),
  }),
  output: Export,
  errors: ['analytics.export_not_found', 'analytics.metric_not_found', 'analytics.range_too_long'],
})

export const getExport = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/exports/:exportId',
  summary: 'How far an export is',
  access: 'figures.view',
  input: z.object({ exportId: Id }),
  output: Export,
  errors: ['analytics.export_not_found'],
})

export const listExports = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/exports',
  summary: 'Your exports, newest first',
  access: 'figures.view',
  input: z.object({}),
  output: z.object({ items: z.array(Export) }),
})

export const cancelExport = endpoint({
  method: 'POST',
  path: '/api/v1/dashboard/exports/:exportId/cancel',
  summary: 'Stop an export',
  access: 'figures.view',
  input: z.object({ exportId: Id }),
  output: Export,
  errors: ['analytics.export_not_found'],
})

/** The file itself, for its maker alone. Always a download, never a page. */
export const downloadExport = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/exports/:exportId/file',
  summary: 'Download an export',
  access: 'figures.view',
  input: z.object({ exportId: Id }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  errors: ['analytics.export_not_found', 'analytics.export_not_ready'],
  produces: 'application/octet-stream',
})
