import { type CSSProperties, useEffect, useRef } from 'react'
import { Button } from '#web/kit/button.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Drag, Target } from './calendar-drag.ts'
import { VisitLines } from './calendar-visit.tsx'
import { useMove } from './move-dialog.tsx'
import { MoveReasons } from './move-reasons.tsx'

/** The visit where it would go. */
export function Ghost({ drag, style }: { drag: Drag; style: CSSProperties }) {
  const { visit, target, check } = drag
  return (
    <div
      className={`ap ghost ${check?.ok === false ? 'bad' : ''}`}
      style={{ ...style, '--k': visit.colour } as CSSProperties}
      aria-hidden="true"
    >
      <b>{visit.customerName ?? visit.number}</b>
      <VisitLines visit={{ ...visit, ...target }} room={style.height} />
    </div>
  )
}

interface DropPanelProps {
  drag: Drag
  staffName: string
  style: CSSProperties
  onPick: (target: Target) => void
  onEnd: () => void
}

/** Beside the column: why it does not fit and where it would, or the one question before it moves. */
export function DropPanel({ drag, staffName, style, onPick, onEnd }: DropPanelProps) {
  const { check, isDropped, target, fault } = drag
  const { zone, locale } = useLocale()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isDropped && check) box.current?.querySelector('button')?.focus()
  }, [isDropped, check])
  if (!isDropped && check?.ok !== false) return null
  return (
    <div ref={box} className="drop-panel" style={style} role="dialog" aria-label="Moving the visit">
      {fault && <p className="bad">{fault}</p>}
      {check?.ok === false && !fault && (
        <MoveReasons
          title={`${firstName(staffName)} can’t be there at ${formatWhen(target.startsAt, 'time', zone, locale)}`}
          check={check}
          wanted={target.startsAt}
          onPick={({ startsAt, endsAt, staffId }) => onPick({ startsAt, endsAt, staffId })}
        />
      )}
      {isDropped && check?.ok === false && (
        <Button size="sm" tone="quiet" onClick={onEnd}>
          Leave it where it was
        </Button>
      )}
      {isDropped && !check && <p className="muted">Looking whether it fits…</p>}
      {isDropped && check?.ok && <Question drag={drag} target={target} staffName={staffName} onEnd={onEnd} />}
    </div>
  )
}

function Question(props: { drag: Drag; target: Target; staffName: string; onEnd: () => void }) {
  const { drag, target, staffName, onEnd } = props
  const { zone, locale } = useLocale()
  const move = useMove(drag.visit)
  const send = async (notify: boolean) => {
    await move({ appointmentId: drag.visit.id, ...target, notify, override: false })
    onEnd()
  }
  return (
    <div className="stack s8">
      <p className="good row">
        <ShapeMark shape="check" />
        <span className="tn">
          {formatWhen(target.startsAt, 'date', zone, locale)},{' '}
          {formatWhen(target.startsAt, 'time', zone, locale)} –{' '}
          {formatWhen(target.endsAt, 'time', zone, locale)} with {staffName}
        </span>
      </p>
      <p className="b">Tell the client?</p>
      <div className="row wrap">
        <Button tone="primary" size="sm" busy={move.isBusy} onClick={() => void send(true)}>
          Tell them
        </Button>
        <Button size="sm" disabled={move.isBusy} onClick={() => void send(false)}>
          Don’t tell
        </Button>
        <Button size="sm" tone="quiet" disabled={move.isBusy} onClick={onEnd}>
          Leave it where it was
        </Button>
      </div>
    </div>
  )
}

const PANEL_PX = 318
const HEAD_PX = 64
const ROOM_PX = 260

/** Beside the column and never over it: at its right, at its left, or on a narrow screen at the foot. */
export function placeBeside(
  board: HTMLElement | null,
  column: HTMLElement | null | undefined,
  top: number,
): CSSProperties {
  if (!board || !column || board.clientWidth < 2 * PANEL_PX) {
    return { position: 'fixed', inset: 'auto 12px 12px' }
  }
  const right = column.offsetLeft + column.offsetWidth + 36
  const isFull = right + PANEL_PX > board.scrollLeft + board.clientWidth
  const lowest = board.scrollTop + board.clientHeight - ROOM_PX
  return {
    left: isFull ? column.offsetLeft - PANEL_PX - 8 : right,
    top: Math.max(board.scrollTop + HEAD_PX, Math.min(column.offsetTop + top - 24, lowest)),
  }
}

/** The same in one sentence, for those who hear the page. */
export function spoken(
  { visit, target, check }: Drag,
  staff: readonly { id: string; name: string }[],
  when: (at: string) => string,
): string {
  const who = staff.find(({ id }) => id === target.staffId)?.name ?? ''
  const place = `${visit.customerName ?? visit.number}, ${when(target.startsAt)} to ${when(target.endsAt)}, ${who}`
  if (!check) return place
  if (check.ok) return `${place}: it fits.`
  return `${place}: it does not fit. ${check.reasons.map(({ text }) => text).join('. ')}`
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
