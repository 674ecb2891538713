/** State is told by shape, word and colour together. */
export type Shape = 'diamond' | 'triangle' | 'cross' | 'half' | 'ring' | 'check' | 'dot'

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** The small shape of a state: diamond clash, triangle warning, cross failed, half waiting, ring open, check done. */
export function ShapeMark({ shape }: { shape: Shape }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden="true">
      {shape === 'diamond' && <path d="M4 0l4 4-4 4-4-4z" />}
      {shape === 'triangle' && <path d="M4 .6L8 7.6H0z" />}
      {shape === 'cross' && (
        <path d="M1.2 1.2l5.6 5.6M6.8 1.2L1.2 6.8" style={{ ...line, strokeWidth: 1.8 }} />
      )}
      {shape === 'ring' && <circle cx="4" cy="4" r="3" style={{ ...line, strokeWidth: 1.6 }} />}
      {shape === 'check' && <path d="M1 4.4L3.1 6.4 7 1.9" style={{ ...line, strokeWidth: 1.6 }} />}
      {shape === 'dot' && <circle cx="4" cy="4" r="3.4" />}
      {shape === 'half' && (
        <>
          <circle cx="4" cy="4" r="3.2" style={{ ...line, strokeWidth: 1.4 }} />
          <path d="M4 .8a3.2 3.2 0 0 1 0 6.4z" />
        </>
      )}
    </svg>
  )
}
