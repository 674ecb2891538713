import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'

/** `13 Nov 2026` in the organisation's zone; the exact instant on hover. */
export function ShortDay({ at }: { at: string }) {
  const { zone, locale } = useLocale()
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return (
    <time dateTime={at} title={formatWhen(at, 'full', zone, locale)} className="nw">
      {format.format(new Date(at))}
    </time>
  )
}
