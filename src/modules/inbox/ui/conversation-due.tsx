import { type Shape, ShapeMark } from '#web/kit/shape.tsx'
import { type DueFacts, type DueTone, timeLeft } from './conversation-time.ts'
import { useTicking } from './inbox-tick.ts'

const shapes: Record<DueTone, Shape | null> = {
  over: 'diamond',
  soon: 'triangle',
  plain: null,
  waits: 'ring',
  done: 'check',
}

/** The time left until an answer is due, ticking by itself: shape, words and colour. */
export function DuePill({ facts, asOf, tail = '' }: { facts: DueFacts; asOf: string; tail?: string }) {
  const said = useTicking((now) => {
    const { tone, text } = timeLeft(facts, now)
    return `${tone} ${text}`
  }, asOf)
  const tone = said.slice(0, said.indexOf(' ')) as DueTone
  const shape = shapes[tone]
  const text = said.slice(said.indexOf(' ') + 1)
  return (
    <span className={`due ${tone}`}>
      {shape && <ShapeMark shape={shape} />}
      {text}
      {tail && tone === 'over' && tail}
    </span>
  )
}
