import { createContext, type ReactNode, useContext } from 'react'
import { MenuItem } from '#web/kit/menu.tsx'
import type { ExportKind } from '../contract/exports.ts'

/** A narrower filter than the page’s, for the rows of one mark. */
export interface Narrowed {
  from?: string
  to?: string
  agent?: unknown
  channel?: unknown
  part?: string
}

/** Begins a file; the part that is exported is named by the key of its table or chart. */
export type StartExport = (kind: ExportKind, subject?: string, narrowed?: Narrowed) => void

const ExportsContext = createContext<StartExport>(() => {})

/** Puts the way to files in reach of every card. */
export function ExportsProvider({ start, children }: { start: StartExport; children: ReactNode }) {
  return <ExportsContext value={start}>{children}</ExportsContext>
}

/** Begins a file of a part. */
export function useStartExport(): StartExport {
  return useContext(ExportsContext)
}

/** The menu lines of a card that make files of it. */
export function useExportMenu({ png, csv }: { png?: string; csv?: string }): ReactNode {
  const start = useStartExport()
  return (
    <>
      {png && (
        <MenuItem icon="download" onClick={() => start('png', png)}>
          Picture (PNG)
        </MenuItem>
      )}
      {csv && (
        <>
          <MenuItem icon="download" onClick={() => start('csv', csv)}>
            Table (CSV)
          </MenuItem>
          <MenuItem icon="download" onClick={() => start('xlsx', csv)}>
            Table (Excel)
          </MenuItem>
        </>
      )}
    </>
  )
}
