import { KpiBand } from '#web/kit/kpi.tsx'
import type { Metric } from '../contract/dashboard.ts'
import { FigureTile } from './figure-tile.tsx'

/** The figures of a section as one band. */
export function FiguresBand({ label, metrics }: { label: string; metrics: readonly Metric[] }) {
  return (
    <div className="figures" style={{ '--tiles': metrics.length } as React.CSSProperties}>
      <KpiBand label={label}>
        {metrics.map((metric) => (
          <FigureTile key={metric.key} metric={metric} />
        ))}
      </KpiBand>
    </div>
  )
}
