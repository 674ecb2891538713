interface SparkProps {
  /** One value per period, oldest first; null is a period without data and is drawn as a gap. */
  values: readonly (number | null)[]
  /** Colours the last point: good or bad by meaning, not by direction. */
  tone?: 'good' | 'bad'
  width?: number
  height?: number
}

/** A small line without axes; the number stands beside it. The last point is dotted. */
export function Spark({ values, tone = 'good', width = 64, height = 24 }: SparkProps) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const x = (index: number) => 2 + (index * (width - 6)) / (values.length - 1)
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6)
  const point = (index: number) => `${x(index).toFixed(1)},${y(values[index]!).toFixed(1)}`
  // A lone value is a line to itself, which the round caps make a dot.
  const pointsOf = (run: readonly number[]) =>
    (run.length === 1 ? [...run, ...run] : run).map(point).join(' ')
  const last = values.findLastIndex((value) => value !== null)
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {runs(values).map((run) => (
        <polyline
          key={run[0]}
          points={pointsOf(run)}
          fill="none"
          stroke="var(--muted)"
          strokeOpacity={0.65}
          strokeWidth={1.4}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
      <circle cx={x(last)} cy={y(values[last]!)} r={2.6} fill={tone === 'bad' ? 'var(--bad)' : 'var(--c1)'} />
    </svg>
  )
}

/** The stretches without a gap, as lists of indexes. */
function runs(values: readonly (number | null)[]): number[][] {
  const found: number[][] = []
  let run: number[] = []
  values.forEach((value, index) => {
    if (value !== null) run.push(index)
    if (run.length > 0 && (value === null || index === values.length - 1)) {
      found.push(run)
      run = []
    }
  })
  return found
}
