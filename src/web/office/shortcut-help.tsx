import { Dialog } from '../kit/dialog.tsx'
import { ShortcutList } from './shortcut-list.tsx'

/** What the keys do, opened by `?`. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" width={560} onClose={onClose}>
      <ShortcutList />
    </Dialog>
  )
}
