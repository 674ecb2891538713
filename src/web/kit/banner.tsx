import type { ReactNode } from 'react'
import { type Shape, ShapeMark } from './shape.tsx'

const shapes = { good: 'check', warn: 'triangle', bad: 'diamond', info: 'dot' } satisfies Record<
  string,
  Shape
>

/** One line over a page or a card that says what is going on and what can be done; actions stand at the right. */
export function Banner(props: { tone: keyof typeof shapes; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={`banner ${props.tone}`} role={props.tone === 'bad' ? 'alert' : undefined}>
      <ShapeMark shape={shapes[props.tone]} />
      <span className="grow">{props.children}</span>
      {props.actions && <span className="end">{props.actions}</span>}
    </div>
  )
}
