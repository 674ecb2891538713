import { type Held, type Locate, placeOf } from './calendar-drag.ts'
import { instantAt, type Span } from './calendar-place.ts'
import { instantOf, localInput } from './local-time.ts'

const SHORTEST_MS = 15 * 60_000

/** In the day: up and down is time on the quarter of an hour, left and right is who. */
export function locateInDay(span: Span): Locate {
  return ({ clientX, clientY }, { visit, mode, offset }, board) => {
    const columns = [...board.querySelectorAll<HTMLElement>('[data-staff]')]
    const over = columns.find((column) => isWithin(clientX, column.getBoundingClientRect()))
    const top = (over ?? columns[0])?.getBoundingClientRect().top ?? 0
    const start = Date.parse(visit.startsAt)
    if (mode === 'resize') {
      const to = Math.max(start + SHORTEST_MS, Math.min(span.to, instantAt(span, clientY - top)))
      return { ...placeOf(visit), endsAt: new Date(to).toISOString() }
    }
    const at = instantAt(span, clientY - top - offset)
    const from = Math.max(span.from, Math.min(span.to - SHORTEST_MS, at))
    const startsAt = new Date(from).toISOString()
    return { staffId: over?.dataset.staff ?? visit.staffId, startsAt, endsAt: endFor(visit, startsAt) }
  }
}

/** In the week: the day and who change, the time on the clock stays. */
export function locateInWeek(zone: string): Locate {
  return ({ clientX, clientY }, { visit }, board) => {
    const cells = [...board.querySelectorAll<HTMLElement>('[data-staff]')]
    const over = cells.find((cell) => {
      const box = cell.getBoundingClientRect()
      return isWithin(clientX, box) && clientY >= box.top && clientY < box.bottom
    })
    const { day, staff } = over?.dataset ?? {}
    if (!day || !staff) return placeOf(visit)
    const [own, time] = localInput(visit.startsAt, zone).split('T') as [string, string]
    const startsAt = day === own ? visit.startsAt : instantOf(`${day}T${time}`, zone)
    return { staffId: staff, startsAt, endsAt: endFor(visit, startsAt) }
  }
}

function isWithin(x: number, { left, right }: { left: number; right: number }): boolean {
  return x >= left && x < right
}

function endFor({ startsAt, endsAt }: Held['visit'], start: string): string {
  return new Date(Date.parse(start) + Date.parse(endsAt) - Date.parse(startsAt)).toISOString()
}
