import { Button } from '#web/kit/button.tsx'
import { ConfirmWithConsequences } from '#web/kit/confirm.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem } from '#web/kit/menu.tsx'
import type { SelectionState } from '#web/kit/selection.ts'
import type { Conversation } from '../contract/conversations.ts'
import { type BulkResult, type BulkWish, MOST_AT_ONCE } from './inbox-bulk.ts'
import { type PickerKind, useInbox } from './inbox-context.tsx'

interface BarProps {
  selection: SelectionState
  /** The selected rows that are loaded. */
  chosen: readonly Conversation[]
  shown: number
  total: number
  onBulk: (wish: BulkWish) => void
}

/** What can be done with the selected conversations. */
export function BulkBar({ selection, chosen, shown, total, onBulk }: BarProps) {
  const { filter, pick } = useInbox()
  const { count, allMatching } = selection
  if (count === 0) return null
  const number = Math.min(count, MOST_AT_ONCE)
  const mayTakeAll = !allMatching && selection.ids.length === shown && total > shown
  const isResolved = filter.view === 'resolved'
  const openPicker = (kind: PickerKind) => (event: { currentTarget: HTMLElement }) =>
    pick(kind, chosen, event.currentTarget)
  return (
    <section className="bulk ib-bulk" aria-label="Selected conversations">
      <div className="row">
        <span className="m tn" role="status">
          {number} selected
        </span>
        {!allMatching && selection.ids.length < shown && (
          <Button size="sm" tone="quiet" onClick={selection.toggleShown}>
            All shown
          </Button>
        )}
        {mayTakeAll && (
          <Button size="sm" tone="quiet" onClick={selection.selectMatching}>
            All {Math.min(total, MOST_AT_ONCE)} matching
          </Button>
        )}
        <Button size="sm" tone="quiet" icon="cross" iconOnly className="end" onClick={selection.clear}>
          Clear the selection
        </Button>
      </div>
      <div className="row">
        {isResolved ? (
          <Button size="sm" icon="undo" onClick={() => onBulk(reopen)}>
            Open again
          </Button>
        ) : (
          <Button size="sm" icon="check" onClick={() => onBulk(resolve)}>
            Resolve
          </Button>
        )}
        <Button size="sm" icon="assign" iconOnly onClick={openPicker('assign')}>
          Give to somebody
        </Button>
        <Button size="sm" icon="tag" iconOnly onClick={openPicker('labels')}>
          Label
        </Button>
        {!isResolved && (
          <Button size="sm" icon="clock" iconOnly onClick={openPicker('snooze')}>
            Snooze
          </Button>
        )}
        <Button size="sm" icon="sort" iconOnly onClick={openPicker('priority')}>
          Priority
        </Button>
        <Menu label="More" className="btn sm icon" align="end" side="top" trigger={<Icon name="more" />}>
          <MenuItem icon="eye" onClick={() => onBulk(read)}>
            Mark read
          </MenuItem>
          {!isResolved && (
            <MenuItem icon="undo" onClick={() => onBulk(reopen)}>
              Wake and open again
            </MenuItem>
          )}
        </Menu>
      </div>
    </section>
  )
}

export const resolve: BulkWish = { change: 'resolve', verb: 'resolve', done: 'resolved' }
const reopen: BulkWish = { change: 'reopen', verb: 'open again', done: 'opened again' }
const read: BulkWish = { change: 'read', verb: 'mark as read', done: 'marked as read' }

interface ConfirmProps {
  wish: BulkWish
  count: number
  preview: BulkResult
  onConfirm: () => Promise<boolean>
  onClose: () => void
}

/** Before many are changed at once: how many it is, and how many stay as they are. */
export function BulkConfirm({ wish, count, preview, onConfirm, onClose }: ConfirmProps) {
  const { changed, unchanged } = preview
  return (
    <ConfirmWithConsequences
      action={`${wish.verb[0]!.toUpperCase()}${wish.verb.slice(1)}`}
      keep="Leave them"
      effects={[
        { tone: 'info', text: `${changed} of ${count} conversations will be ${wish.done}.` },
        ...(unchanged > 0 ? [{ tone: 'info' as const, text: `${unchanged} are so already.` }] : []),
        ...(wish.change === 'read' ? [] : [{ tone: 'good' as const, text: 'You can take it back.' }]),
      ]}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  )
}
