import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { showToast } from '#web/kit/toast.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { cancelExport, type Export, type ExportKind, listExports, startExport } from '../contract/exports.ts'
import type { Filter } from './dashboard-filter.ts'

const POLL_MS = 700
const isUnderWay = ({ status }: Export) => status === 'waiting' || status === 'running'

/** Fetches the file; the browser keeps the page. */
function download(file: Export): void {
  if (!file.url) return
  const link = document.createElement('a')
  link.href = file.url
  link.download = ''
  link.click()
}

/** Begins files, follows those begun on this page, and hands each over when it is ready. */
export function useExports(filter: Filter) {
  const [begun, setBegun] = useState<readonly string[]>([])
  const handled = useRef(new Set<string>())
  const begin = useCommand(startExport, { invalidates: [listExports] })
  const cancel = useCommand(cancelExport, { invalidates: [listExports] })
  const { data } = useApi(
    listExports,
    {},
    {
      enabled: begun.length > 0,
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? POLL_MS : false),
    },
  )
  const own = (data?.items ?? []).filter(({ id }) => begun.includes(id))
  useEffect(() => {
    for (const file of own) {
      if (isUnderWay(file) || handled.current.has(file.id)) continue
      handled.current.add(file.id)
      if (file.status === 'done') {
        download(file)
        showToast({ tone: 'good', text: `${file.name} is ready` })
      } else if (file.status === 'failed') {
        showToast({ tone: 'bad', text: file.error ?? `${file.name} could not be made` })
      }
    }
  })
  const start = async (kind: ExportKind, subject?: string, narrowed: object = {}) => {
    const result = await begin({ ...filter, ...narrowed, kind, ...(subject && { subject }) })
    if (result.ok) setBegun((before) => [...before, result.output.id])
  }
  return {
    start,
    cancel: (id: string) => void cancel({ exportId: id }),
    underWay: own.filter(isUnderWay),
  }
}

interface TrayProps {
  files: readonly Export[]
  onCancel: (id: string) => void
}

/** What is being made, with how far it is and a way to stop it. */
export function ExportsTray({ files, onCancel }: TrayProps) {
  return (
    <div className="exports-tray" role="status" aria-label="Files being made">
      {files.map((file) => (
        <div key={file.id} className="exports-job">
          <span className="grow cut">{file.name}</span>
          <span className="muted tn t12">{file.status === 'waiting' ? 'waiting' : `${file.progress}%`}</span>
          <progress className="exports-bar" max={100} value={file.progress} aria-label={file.name} />
          <Button size="sm" tone="quiet" onClick={() => onCancel(file.id)}>
            Cancel
          </Button>
        </div>
      ))}
    </div>
  )
}
