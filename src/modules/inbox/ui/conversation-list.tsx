import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { SelectionState } from '#web/kit/selection.ts'
import type { Conversation } from '../contract/conversations.ts'
import { ConversationRow, ROW_HEIGHT } from './conversation-row.tsx'
import { useInbox } from './inbox-context.tsx'

/** What the keys need of the list. */
export interface ListHandle {
  /** Puts the keyboard on a row, also one that is not drawn yet. */
  focusRow: (index: number) => void
  hasFocus: () => boolean
  /** False where the thread has the screen to itself. */
  isInSight: () => boolean
}

interface ListProps {
  rows: readonly Conversation[]
  total: number
  openId: string | null
  /** Where the keyboard is. */
  activeId: string | null
  onActive: (id: string) => void
  selection: SelectionState
  isPicking: boolean
  /** A page is on its way. */
  isBusy: boolean
  onEnd: () => void
  onIntent: (id: string) => void
  handle: Ref<ListHandle>
  foot?: ReactNode
}

/** The conversations of a view. Only the rows in sight are drawn, however many there are. */
export function ConversationList(props: ListProps) {
  const { rows, total, openId, activeId, selection, onEnd, handle } = props
  const { pathOf, asOf, filter } = useInbox()
  const box = useRef<HTMLDivElement>(null)
  const wanted = useRef(-1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 330, height: 900 },
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const tail = useRef(onEnd)
  useEffect(() => {
    tail.current = onEnd
  })
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 8) tail.current()
  }, [last, rows.length])
  useImperativeHandle(handle, () => ({
    focusRow(index) {
      wanted.current = index
      virtual.scrollToIndex(index)
      if (focusIn(box.current, index)) wanted.current = -1
    },
    hasFocus: () => box.current?.contains(document.activeElement) ?? false,
    isInSight: () => (box.current?.offsetParent ?? null) !== null,
  }))
  // A row far away is drawn a moment after it was asked for.
  useEffect(() => {
    if (wanted.current >= 0 && focusIn(box.current, wanted.current)) wanted.current = -1
  })

  return (
    <div ref={box} className="cvs">
      <div
        className="cvs-in"
        role="feed"
        aria-label="Conversations"
        aria-busy={props.isBusy}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <article
              key={row.id}
              data-row={item.index}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              aria-labelledby={`cv-${row.id}`}
              style={{ transform: `translateY(${item.start}px)`, height: ROW_HEIGHT }}
              onFocus={() => props.onActive(row.id)}
            >
              <ConversationRow
                conversation={row}
                to={pathOf(row.id)}
                asOf={asOf}
                isOpen={row.id === openId}
                isActive={row.id === activeId}
                isPicked={selection.has(row.id)}
                isPicking={props.isPicking}
                withAssignee={filter.view !== 'mine' && filter.view !== 'unassigned'}
                q={filter.q}
                onPick={selection.toggle}
                onIntent={props.onIntent}
              />
            </article>
          )
        })}
      </div>
      {props.foot}
    </div>
  )
}

function focusIn(box: HTMLElement | null, index: number): boolean {
  const link = box?.querySelector<HTMLElement>(`[data-row="${index}"] .cv-l`) ?? null
  link?.focus({ preventScroll: true })
  link?.closest('article')?.scrollIntoView({ block: 'nearest' })
  return link !== null
}
