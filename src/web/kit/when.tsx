import { useEffect, useState } from 'react'
import { useLocale } from './locale.tsx'

export type WhenStyle = 'relative' | 'time' | 'date' | 'date-time' | 'day' | 'full'

const shapes: Record<Exclude<WhenStyle, 'relative'>, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short' },
  'date-time': { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { dateStyle: 'full', timeStyle: 'long' },
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant in the organisation's zone. Dates of another year say so. */
export function formatWhen(
  at: string,
  style: Exclude<WhenStyle, 'relative'>,
  zone: string,
  locale = 'en-GB',
): string {
  const date = new Date(at)
  const withYear = style.startsWith('date') && date.getUTCFullYear() !== new Date().getUTCFullYear()
  const key = `${locale} ${zone} ${style} ${withYear}`
  let format = formats.get(key)
  if (!format) {
    const year = withYear ? ({ year: 'numeric' } as const) : {}
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...shapes[style], ...year })
    formats.set(key, format)
  }
  return format.format(date)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "just now", "12 min ago", "in 2 h 5 min", "3 days ago"; beyond a week the date. */
export function formatRelative(at: string, now: number, zone: string, locale = 'en-GB'): string {
  const distance = new Date(at).getTime() - now
  const size = Math.abs(distance)
  if (size < MINUTE) return distance > 0 ? 'in a moment' : 'just now'
  if (size >= 7 * DAY) return formatWhen(at, 'date', zone, locale)
  const words = size < HOUR ? `${Math.floor(size / MINUTE)} min` : size < DAY ? hours(size) : days(size)
  return distance > 0 ? `in ${words}` : `${words} ago`
}

function hours(size: number): string {
  const minutes = Math.floor((size % HOUR) / MINUTE)
  return `${Math.floor(size / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`
}

function days(size: number): string {
  const count = Math.floor(size / DAY)
  return count === 1 ? '1 day' : `${count} days`
}

interface WhenProps {
  /** ISO instant. */
  at: string
  style?: WhenStyle
  /** IANA zone; the organisation's unless told. */
  zone?: string
}

/** A time, with the exact instant and its zone on hover. Relative times move on by themselves. */
export function When({ at, style = 'relative', zone }: WhenProps) {
  const own = useLocale()
  const inZone = zone ?? own.zone
  const isRelative = style === 'relative'
  const now = useMinute(isRelative)
  const text = isRelative
    ? formatRelative(at, now, inZone, own.locale)
    : formatWhen(at, style, inZone, own.locale)
  return (
    // The server's clock and the browser's differ by a moment; the browser's words win at the next minute.
    <time dateTime={at} title={formatWhen(at, 'full', inZone, own.locale)} suppressHydrationWarning>
      {text}
    </time>
  )
}

function useMinute(isNeeded: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isNeeded) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [isNeeded])
  return now
}
