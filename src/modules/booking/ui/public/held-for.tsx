import { useEffect, useState } from 'react'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'

/** How long a time stays held: counts down in the browser, names the minute without JavaScript. */
export function HeldFor({ until }: { until: string }) {
  const { zone, locale } = useLocale()
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Date.parse(until) - Date.now()))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until])
  if (left === 0) return <span className="hold warn">No longer held</span>
  const seconds = left === null ? null : Math.ceil(left / 1000)
  return (
    <span className="hold" role="timer">
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="7" fill="none" stroke="var(--accent)" strokeWidth="3" />
      </svg>
      {seconds === null ? (
        <>Held until {formatWhen(until, 'time', zone, locale)}</>
      ) : (
        <span>
          Held for{' '}
          <b className="b">{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}</b>
        </span>
      )}
    </span>
  )
}
