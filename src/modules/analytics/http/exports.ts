import { type Served, serve, serveErrand } from '#platform/http.ts'
import { cancelExport } from '../commands/cancel-export.ts'
import { startExport } from '../commands/start-export.ts'
import * as contract from '../contract/exports.ts'
import { downloadExport } from '../errands/download-export.ts'
import { getExport } from '../queries/get-export.ts'
import { listExports } from '../queries/list-exports.ts'

export const exportEndpoints: readonly Served[] = [
  serve(contract.startExport, startExport),
  serve(contract.getExport, getExport),
  serve(contract.listExports, listExports),
  serve(contract.cancelExport, cancelExport),
  serveErrand(contract.downloadExport, downloadExport),
]
