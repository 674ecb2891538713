import type { ReactNode } from 'react'
import { KpiTile } from '#web/kit/kpi.tsx'
import { type Shape, ShapeMark } from '#web/kit/shape.tsx'
import { Skeleton } from '#web/kit/skeleton.tsx'
import type { Metric } from '../contract/dashboard.ts'
import { type ChangeWords, changeWords } from '../domain/figure-words.ts'
import { metricWords, partsWords } from '../domain/figure-words-metric.ts'
import type { Tone } from '../domain/sections.ts'
import { useDashboard } from './dashboard-context.tsx'

const shapes: Record<Exclude<Tone, 'none'>, { shape: Shape; word: string }> = {
  good: { shape: 'check', word: 'on target' },
  warn: { shape: 'triangle', word: 'needs attention' },
  bad: { shape: 'diamond', word: 'beyond the limit' },
}

/** Whether a figure is where the organisation wants it: shape, colour and, for readers of screens, a word. */
export function ToneMark({ tone }: { tone: Tone }) {
  if (tone === 'none') return null
  const { shape, word } = shapes[tone]
  return (
    <span className={`tone ${tone}`} title={word}>
      <ShapeMark shape={shape} />
      <span className="vh">{word}: </span>
    </span>
  )
}

/** What the change means in a word, so that the colour is not needed. */
function meaningOf({ unit, change }: Metric, tone: ChangeWords['tone']): string {
  if (change === null || Math.abs(change) < 0.05) return ''
  if (unit === 'seconds') return change < 0 ? 'faster' : 'slower'
  if (tone === 'good') return 'better'
  return tone === 'bad' ? 'worse' : change > 0 ? 'more' : 'fewer'
}

interface FigureTileProps {
  metric: Metric
  /** What stands under the comparison: `5 unassigned`. */
  detail?: ReactNode
  label?: string
}

/** One figure of the dashboard: value and state, trend, comparison in words; a press opens its rows. */
export function FigureTile({ metric, detail, label }: FigureTileProps) {
  const { words, comparedWith, rowsTo } = useDashboard()
  const { text, unit } = metricWords(metric, words)
  const change = changeWords(metric, words.locale)
  const parts = partsWords(metric, words)
  return (
    <KpiTile
      label={label ?? metric.name}
      value={
        <>
          <ToneMark tone={metric.tone} />
          {metric.isApproximate && metric.value !== null && <span className="about">≈</span>}
          {text}
        </>
      }
      unit={unit || undefined}
      spark={metric.spark}
      tone={metric.tone === 'bad' ? 'bad' : 'good'}
      compare={
        <>
          <span className="cut">
            {change ? (
              <>
                <b className={change.tone ?? ''}>{change.text}</b> {meaningOf(metric, change.tone)}
              </>
            ) : (
              <span>{comparedWith && metric.value !== null ? 'No earlier figure' : ' '}</span>
            )}
          </span>
          <span className="cut">{detail ?? (parts || ' ')}</span>
        </>
      }
      definition={[
        metric.definition,
        change && comparedWith ? `Compared: ${comparedWith.replace('than ', '')}.` : '',
      ]
        .join(' ')
        .trim()}
      to={rowsTo({ metric: metric.key })}
    />
  )
}

/** The place of tiles that are on their way. */
export function TileSkeletons({ count }: { count: number }) {
  return (
    <section className="card kpis figures" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tiles are all alike
        <div key={index} className="kpi">
          <Skeleton width="60%" height={12} />
          <div className="v">
            <Skeleton width={72} height={24} />
          </div>
          <Skeleton width="50%" height={12} />
          <div style={{ height: 6 }} />
          <Skeleton width="70%" height={12} />
        </div>
      ))}
    </section>
  )
}
