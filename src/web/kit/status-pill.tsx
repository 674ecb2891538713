import type { ReactNode } from 'react'
import { type Shape, ShapeMark } from './shape.tsx'

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info' | 'brand'

const usual: Record<Tone, Shape> = {
  neutral: 'ring',
  good: 'check',
  warn: 'triangle',
  bad: 'diamond',
  info: 'half',
  brand: 'half',
}

/** A state in a word, with its shape and colour. `plain` drops the ground, for dense tables. */
export function StatusPill(props: { tone?: Tone; shape?: Shape; plain?: boolean; children: ReactNode }) {
  const { tone = 'neutral', shape = usual[tone], plain = false, children } = props
  return (
    <span className={`pill ${tone === 'neutral' ? '' : tone} ${plain ? 'plain' : ''}`}>
      <ShapeMark shape={shape} />
      <span className="cut">{children}</span>
    </span>
  )
}
