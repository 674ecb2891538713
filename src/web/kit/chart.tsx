import { useEffect, useRef, useState } from 'react'
import type { DrawnChart } from './chart-engine.ts'
import { type ChartColours, useChartColours } from './chart-look.ts'
import { Skeleton } from './skeleton.tsx'

/** What a chart of the page knows of its place. */
export interface ChartPlace {
  colours: ChartColours
  /** In pixels. */
  width: number
  /** How tall the card lets the chart be, in pixels; 0 before anybody knows. */
  room: number
}

export interface DrawnOption {
  option: Record<string, unknown>
  /** What it needs. */
  height: number
  /** Takes all the room that its card has. */
  canGrow?: boolean
  summary: string
}

interface ChartProps {
  /** Makes the library's option for this place; called again when data, width or theme change. */
  draw: (place: ChartPlace) => DrawnOption
  /** Room that is kept until the chart is drawn. */
  height: number
  /** The datum that was pressed. */
  onPress?: (datum: unknown) => void
}

/**
 * A chart, drawn in the browser by a library that is loaded when the first chart is about to be seen. What it says
 * is its label; the card around it offers the same as a table.
 */
export function Chart({ draw, height, onPress }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const colours = useChartColours()
  const { width, room } = useRoom(box)
  const chart = useRef<DrawnChart>(undefined)
  const press = useRef(onPress)
  const [isReady, setReady] = useState(false)
  const drawn = colours && width > 0 ? draw({ colours, width, room }) : null

  useEffect(() => {
    press.current = onPress
  })
  useEffect(() => {
    let isGone = false
    void import('./chart-engine.ts').then(({ drawChart }) => {
      if (isGone || !box.current) return
      chart.current = drawChart(box.current, (datum) => press.current?.(datum))
      setReady(true)
    })
    return () => {
      isGone = true
      chart.current?.dispose()
      chart.current = undefined
    }
  }, [])
  // The option is made anew with every render; the library finds out what is different.
  useEffect(() => {
    if (!isReady || !drawn) return
    chart.current?.resize()
    chart.current?.set(drawn.option, matchMedia('(prefers-reduced-motion: reduce)').matches)
  })

  const tall = drawn?.height ?? height
  return (
    <div
      className={`chart ${drawn?.canGrow ? 'grows' : ''}`}
      style={drawn?.canGrow ? { minHeight: tall } : { height: tall }}
    >
      {!isReady && <Skeleton height="100%" />}
      <div ref={box} className="chart-in" role="img" aria-label={drawn?.summary ?? 'Chart'} />
    </div>
  )
}

function useRoom(box: React.RefObject<HTMLDivElement | null>): { width: number; room: number } {
  const [size, setSize] = useState({ width: 0, room: 0 })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      const [width, room] = [Math.floor(element.clientWidth), Math.floor(element.clientHeight)]
      setSize((before) => (before.width === width && before.room === room ? before : { width, room }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return size
}
