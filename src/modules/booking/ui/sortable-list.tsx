import { DragDropProvider } from '@dnd-kit/react'
import { isSortable, useSortable } from '@dnd-kit/react/sortable'
import { createContext, type ReactNode, useContext } from 'react'
import { Icon } from '#web/kit/icon.tsx'

const HandleContext = createContext<((element: Element | null) => void) | undefined>(undefined)

interface SortableListProps {
  /** Names the list apart from others on the page, so that rows stay in their own. */
  name: string
  ids: readonly string[]
  onMove: (from: number, to: number) => void
  children: (id: string, index: number) => ReactNode
  className?: string
  /** Whether rows can be moved now; otherwise it is a plain list. */
  isSortable: boolean
}

/** A list whose rows are dragged by their handle: mouse, touch, and with the keyboard (Space, arrows, Space). */
export function SortableList(props: SortableListProps) {
  const { name, ids, onMove, children, className } = props
  if (!props.isSortable) {
    return (
      <ul className={className}>
        {ids.map((id, index) => (
          <li key={id}>{children(id, index)}</li>
        ))}
      </ul>
    )
  }
  return (
    <DragDropProvider
      onDragEnd={({ operation, canceled }) => {
        const { source } = operation
        if (!canceled && isSortable(source)) onMove(source.initialIndex, source.index)
      }}
    >
      <ul className={className}>
        {ids.map((id, index) => (
          <SortableRow key={id} id={id} index={index} name={name}>
            {children(id, index)}
          </SortableRow>
        ))}
      </ul>
    </DragDropProvider>
  )
}

function SortableRow(props: { id: string; index: number; name: string; children: ReactNode }) {
  const { id, index, name, children } = props
  const { ref, handleRef, isDragging } = useSortable({ id, index, group: name, type: name, accept: name })
  return (
    <li ref={ref} className={isDragging ? 'dragged' : undefined}>
      <HandleContext value={handleRef}>{children}</HandleContext>
    </li>
  )
}

/** What a row is dragged by. */
export function DragHandle({ label }: { label: string }) {
  const ref = useContext(HandleContext)
  return (
    <button type="button" className="handle" ref={ref} aria-label={label}>
      <Icon name="drag" />
    </button>
  )
}
