import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react'
import { Button } from '#web/kit/button.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { AppointmentsBulk } from './appointments-bulk.tsx'

interface Pick {
  /** A press on a visit picks it instead of opening it. */
  isPicking: boolean
  has: (id: string) => boolean
  toggle: (id: string) => void
  setPicking: (isPicking: boolean) => void
}

const PickContext = createContext<Pick>({
  isPicking: false,
  has: () => false,
  toggle: () => {},
  setPicking: () => {},
})

/** Several visits of the calendar for one change: by the "Select" button, with Shift and a press, or the X key. */
export function CalendarPick(props: {
  visits: readonly Appointment[]
  staff: readonly { id: string; name: string }[]
  mayPick: boolean
  children: ReactNode
}) {
  const { visits, staff, mayPick, children } = props
  const [isOn, setOn] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const ids = visits.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const clear = () => {
    setPicked(new Set())
    setOn(false)
  }
  const pick = useMemo<Pick>(
    () => ({
      isPicking: mayPick && isOn,
      has: (id) => picked.has(id),
      toggle: (id) => {
        if (!mayPick) return
        const next = new Set(picked)
        if (!next.delete(id)) next.add(id)
        setPicked(next)
      },
      setPicking: (isPicking) => {
        setOn(isPicking)
        if (!isPicking) setPicked(new Set())
      },
    }),
    [mayPick, isOn, picked],
  )
  return (
    <PickContext value={pick}>
      <div className="cal">{children}</div>
      {ids.length > 0 && (
        <section className="bulk cal-bulk" aria-label="Selected visits">
          <span className="m tn" role="status">
            {ids.length} selected
          </span>
          <span className="end row">
            <AppointmentsBulk
              selection={{ ids, allMatching: false, count: ids.length }}
              filter={{}}
              staff={staff}
              onDone={clear}
            />
            <Button size="sm" tone="quiet" icon="cross" iconOnly onClick={clear}>
              Clear the selection
            </Button>
          </span>
        </section>
      )}
    </PickContext>
  )
}

/** Turns picking on and off. */
export function PickButton() {
  const { isPicking, setPicking } = useContext(PickContext)
  return (
    <Button
      aria-pressed={isPicking}
      className={isPicking ? 'set' : ''}
      icon="check-circle"
      onClick={() => setPicking(!isPicking)}
    >
      Select
    </Button>
  )
}

/** What a visit's link needs to be picked; `isPicked` for its look. */
export function usePick(id: string) {
  const { isPicking, has, toggle } = useContext(PickContext)
  const isPicked = has(id)
  return {
    isPicking,
    isPicked,
    toggle: () => toggle(id),
    handlers: {
      onClick: (event: MouseEvent) => {
        if (!isPicking && !event.shiftKey) return
        event.preventDefault()
        toggle(id)
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        toggle(id)
      },
    },
  }
}
