import type { RefObject } from 'react'
import type { Conversation } from '#modules/inbox/contract/conversations.ts'
import type { Acts, ListHandle, PickerKind } from '#modules/inbox/ui/public.ts'
import type { SelectionState } from '../../kit/selection.ts'
import { useShortcuts } from '../../kit/shortcuts.ts'

interface KeysOptions {
  rows: readonly Conversation[]
  list: RefObject<ListHandle | null>
  activeId: string | null
  open: Conversation | null
  selection: SelectionState
  mayWrite: boolean
  acts: Acts
  onMove: (index: number) => void
  onBulkResolve: () => void
  pick: (kind: PickerKind, target: readonly Conversation[]) => void
  write: (mode: 'reply' | 'note', text?: string) => void
  undo: () => void
}

/** Every key of the inbox. They mean the row that has the focus, else the open conversation; or all that are selected. */
export function useInboxKeys(options: KeysOptions): void {
  const { rows, list, activeId, open, selection, mayWrite, acts, pick, write } = options
  const active = rows.find(({ id }) => id === activeId) ?? null
  const target = () => (list.current?.hasFocus() ? (active ?? open) : (open ?? active))
  const chosen = () => rows.filter(({ id }) => selection.has(id))
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === activeId)
    const isThere = list.current?.hasFocus() ?? false
    const next = at < 0 ? 0 : isThere ? Math.max(0, Math.min(rows.length - 1, at + by)) : at
    if (rows.length > 0) options.onMove(next)
  }
  const choose = (kind: PickerKind) => () => {
    const one = target()
    if (!mayWrite) return
    if (selection.count > 0) pick(kind, chosen())
    else if (one) pick(kind, [one])
  }
  const writeIn = (mode: 'reply' | 'note', text?: string) => () => {
    if (mayWrite && open) write(mode, text)
  }
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const one = target()
      if (one) selection.toggle(one.id)
    },
    e: () => {
      const one = target()
      if (!mayWrite) return
      if (selection.count > 0) options.onBulkResolve()
      else if (one && one.status !== 'resolved') void acts.resolve(one)
    },
    u: () => {
      const one = target()
      if (one) void acts.markRead(one, true)
    },
    s: choose('snooze'),
    a: choose('assign'),
    l: choose('labels'),
    p: choose('priority'),
    r: writeIn('reply'),
    n: writeIn('note'),
    '/': writeIn('reply', '/'),
    z: options.undo,
  })
}
