import type { KeyboardEvent } from 'react'

const SIDEWAYS_COST = 4

/** Arrow keys go from visit to visit: to the nearest one in that direction. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
  const from = document.activeElement
  if (!way || !from?.matches('[data-visit]') || event.shiftKey || event.metaKey || event.ctrlKey) return
  const own = centreOf(from)
  const [dx, dy] = way as [number, number]
  const [next] = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-visit]')]
    .filter((visit) => visit !== from && visit.offsetParent !== null)
    .map((visit) => {
      const { x, y } = centreOf(visit)
      const ahead = (x - own.x) * dx + (y - own.y) * dy
      const aside = Math.abs((x - own.x) * dy + (y - own.y) * dx)
      return { visit, ahead, distance: ahead + aside * SIDEWAYS_COST }
    })
    .filter(({ ahead }) => ahead > 1)
    .sort((one, other) => one.distance - other.distance)
  if (!next) return
  event.preventDefault()
  next.visit.focus()
  next.visit.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** The middle across, the upper edge down: visits of different length that start together stand side by side. */
function centreOf(element: Element): { x: number; y: number } {
  const { left, width, top } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top }
}
