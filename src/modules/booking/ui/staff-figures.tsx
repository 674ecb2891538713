import { KpiBand, KpiTile } from '#web/kit/kpi.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatMoney } from '#web/kit/money.tsx'
import { When } from '#web/kit/when.tsx'
import type { BookingMetric, Figure } from '../contract.ts'

const names: Record<BookingMetric, string> = {
  bookings: 'Bookings taken',
  revenue: 'Revenue of visits',
  utilisation: 'Working time in visits',
  cancellations: 'Cancelled',
}

/** What a person did in the last 30 days, beside the 30 before (BOOK-017). */
export function StaffFigures(props: { figures: readonly Figure[]; currency: string; asOf: string }) {
  const { figures, currency, asOf } = props
  const { locale } = useLocale()
  const text = ({ unit }: Figure, value: number) =>
    unit === 'money' ? formatMoney(value, currency, { locale, whole: true }) : Math.round(value).toString()
  return (
    <div className="stack s8">
      <p className="muted t12">
        Last 30 days, as of <When at={asOf} style="time" />
      </p>
      <KpiBand label="Last 30 days">
        {figures.map((figure) => (
          <KpiTile
            key={figure.metric}
            label={names[figure.metric]}
            value={figure.value === null ? '–' : text(figure, figure.value)}
            unit={figure.unit === 'percent' && figure.value !== null ? '%' : undefined}
            spark={figure.trend.map(({ value }) => value)}
            definition={figure.definition}
            compare={
              figure.previous === null
                ? 'no data before'
                : `${text(figure, figure.previous)}${figure.unit === 'percent' ? '%' : ''} in the 30 days before`
            }
          />
        ))}
      </KpiBand>
    </div>
  )
}
