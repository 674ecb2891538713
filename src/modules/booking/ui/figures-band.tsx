import { KpiBand, KpiTile } from '#web/kit/kpi.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatMoney } from '#web/kit/money.tsx'
import type { Figure } from '../contract/figures.ts'
import { definitions } from '../domain/figures.ts'

interface FiguresBandProps {
  figures: readonly Figure[]
  currency: string
  /** The address of the rows behind a figure. */
  rowsOf: (figure: Figure) => string
  /** `on the 7 days before`. */
  comparedWith: string
  label: string
}

/** The booking figures as one band: value, trend, comparison in words; a press opens the rows. */
export function FiguresBand({ figures, currency, rowsOf, comparedWith, label }: FiguresBandProps) {
  const { locale } = useLocale()
  return (
    <KpiBand label={label}>
      {figures.map((figure) => {
        const change = changeOf(figure)
        return (
          <KpiTile
            key={figure.metric}
            label={definitions[figure.metric].name}
            value={valueWords(figure, currency, locale)}
            unit={figure.unit === 'percent' && figure.value !== null ? '%' : undefined}
            spark={figure.trend.map(({ value }) => value)}
            tone={change?.tone}
            compare={
              change ? (
                <>
                  <b className={change.tone ?? ''}>{change.words}</b> {comparedWith}
                </>
              ) : (
                'Nothing to compare with'
              )
            }
            definition={figure.definition}
            to={rowsOf(figure)}
          />
        )
      })}
    </KpiBand>
  )
}

/** The figure in words; "none" where there is no data, never 0. */
export function valueWords(figure: Pick<Figure, 'unit' | 'value'>, currency: string, locale: string): string {
  if (figure.value === null) return 'None'
  if (figure.unit === 'money')
    return formatMoney(Math.round(figure.value / 100) * 100, currency, { locale, whole: true })
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(figure.value)
}

interface Change {
  words: string
  tone: 'good' | 'bad' | undefined
}

/** Good or bad by meaning: more cancellations are bad. Shares change in points, the rest in percent. */
export function changeOf({ metric, unit, value, previous }: Figure): Change | null {
  if (value === null || previous === null) return null
  const difference = value - previous
  if (Math.abs(difference) < 0.05) return { words: 'level', tone: undefined }
  if (unit !== 'percent' && previous === 0) return null
  const size =
    unit === 'percent'
      ? `${Math.abs(difference).toFixed(1)} pts`
      : `${Math.round((Math.abs(difference) / previous) * 100)}%`
  const isGood = metric === 'cancellations' ? difference < 0 : difference > 0
  return { words: `${difference > 0 ? '↑' : '↓'} ${size}`, tone: isGood ? 'good' : 'bad' }
}
