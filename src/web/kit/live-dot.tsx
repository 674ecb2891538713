import { useLiveStatus } from '../live.tsx'
import { useLocale } from './locale.tsx'

/** Whether the screen is live, and until when it is known to be complete: "Live · as of 14:02:07". */
export function LiveDot() {
  const { status, asOf } = useLiveStatus()
  const { zone, locale } = useLocale()
  const stamp =
    asOf === null
      ? null
      : new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' }).format(
          asOf,
        )
  const words = {
    connected: 'Live',
    reconnecting: asOf === null ? 'Connecting' : 'Reconnecting',
    offline: 'Offline',
  }
  const dot = { connected: 'dot', reconnecting: 'dot hollow', offline: 'dot off' }
  return (
    <div className="live" role="status" aria-live="off">
      <span className={dot[status]} aria-hidden="true" />
      <span>
        <b>{words[status]}</b>
        {stamp && <span className="l"> · as of {stamp}</span>}
      </span>
    </div>
  )
}
