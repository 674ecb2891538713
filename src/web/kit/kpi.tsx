import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Spark } from './spark.tsx'
import { Tip } from './tip.tsx'

/** Key figures as one band with hairlines. */
export function KpiBand({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="card kpis" aria-label={label}>
      {children}
    </section>
  )
}

interface KpiTileProps {
  label: string
  /** The figure as it is read: "£1,864", "87". */
  value: ReactNode
  /** Smaller beside it: "%", "min". */
  unit?: string
  spark?: readonly (number | null)[]
  /** Good or bad by meaning; colours the spark's last point. */
  tone?: 'good' | 'bad'
  /** The comparison in words: `<><b className="good">↑ 9%</b> on last Thursday</>`. */
  compare?: ReactNode
  /** What is counted, on hover and focus. */
  definition?: string
  /** The rows behind the figure. */
  to?: string
}

/** One figure: label, value, trend, comparison in words. A press opens its rows. */
export function KpiTile({ label, value, unit, spark, tone, compare, definition, to }: KpiTileProps) {
  const content = (
    <>
      <div className="k">{label}</div>
      <div className="v">
        <b>
          {value}
          {unit && <small>{unit}</small>}
        </b>
        {spark && <Spark values={spark} tone={tone} />}
      </div>
      <div className="d">{compare ?? ' '}</div>
    </>
  )
  return (
    <Tip text={definition}>
      {(describe) =>
        to ? (
          <Link className="kpi" to={to} prefetch="intent" {...describe}>
            {content}
          </Link>
        ) : (
          <div
            className="kpi"
            {...(definition && { tabIndex: 0, role: 'group', 'aria-label': label })}
            {...describe}
          >
            {content}
          </div>
        )
      }
    </Tip>
  )
}
