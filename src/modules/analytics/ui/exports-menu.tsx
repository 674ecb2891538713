import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '#web/kit/menu.tsx'
import { SkeletonRows } from '#web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { cancelExport, type Export, listExports } from '../contract/exports.ts'
import { useStartExport } from './exports-context.tsx'

/** The page's way to files: the whole dashboard, a page of it, all tables; and what was made before. */
export function ExportsMenu() {
  const start = useStartExport()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Menu
        label="Export"
        className="btn"
        align="end"
        trigger={
          <>
            <Icon name="download" />
            Export
            <Icon name="chevron-down" size={14} />
          </>
        }
      >
        <MenuLabel>With this period and filter</MenuLabel>
        <MenuItem onClick={() => start('pdf')}>Whole dashboard (PDF)</MenuItem>
        <MenuItem onClick={() => start('summary')}>Summary on one page (PDF)</MenuItem>
        <MenuItem onClick={() => start('xlsx')}>All tables (Excel)</MenuItem>
        <MenuItem onClick={() => start('csv')}>All figures (CSV)</MenuItem>
        <MenuLine />
        <MenuItem icon="clock" onClick={() => setOpen(true)}>
          Your files…
        </MenuItem>
      </Menu>
      {isOpen && <FilesDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function FilesDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useApi(
    listExports,
    {},
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ status }) => status === 'waiting' || status === 'running') ? 1_000 : false,
    },
  )
  return (
    <Dialog title="Your files" width={560} onClose={onClose}>
      {error && !data ? (
        <ErrorState
          title="Your files could not be listed"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.detail}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : data.items.length === 0 ? (
        <EmptyState icon="download" title="No files yet">
          What you export is kept here for seven days.
        </EmptyState>
      ) : (
        <>
          <ul className="lines">
            {data.items.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
          <p className="muted t12 exports-note">Files are kept for seven days.</p>
        </>
      )}
    </Dialog>
  )
}

function FileRow({ file }: { file: Export }) {
  const cancel = useCommand(cancelExport, { invalidates: [listExports] })
  const size = useSize(file.bytes)
  const isUnderWay = file.status === 'waiting' || file.status === 'running'
  return (
    <li className="row exports-file">
      <span className="grow cut">
        <span className="m">{file.name}</span>
        <span className="muted t12 exports-detail">
          <When at={file.createdAt} />
          {size && ` · ${size}`}
          {file.error && ` · ${file.error}`}
        </span>
      </span>
      {file.status === 'done' && file.url && (
        <a className="btn sm" href={file.url} download>
          <Icon name="download" />
          Download<span className="vh"> {file.name}</span>
        </a>
      )}
      {file.status === 'failed' && <StatusPill tone="bad">Failed</StatusPill>}
      {file.status === 'cancelled' && <StatusPill tone="neutral">Cancelled</StatusPill>}
      {isUnderWay && (
        <>
          <progress className="exports-bar" max={100} value={file.progress} aria-label={file.name} />
          <Button
            size="sm"
            tone="quiet"
            busy={cancel.isBusy}
            onClick={() => void cancel({ exportId: file.id })}
          >
            Cancel
          </Button>
        </>
      )}
    </li>
  )
}

/** `1.2 MB`, `84 kB`. */
function useSize(bytes: number | null): string {
  const { locale } = useLocale()
  if (bytes === null) return ''
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, 'MB'] : [bytes / 1_000, 'kB']
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: unit === 'MB' ? 1 : 0 }).format(value)} ${unit}`
}
