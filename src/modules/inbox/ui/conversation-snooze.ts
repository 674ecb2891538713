/** A time to see a conversation again. */
export interface SnoozeChoice {
  key: string
  label: string
  /** The exact time in short words, beside the label. */
  detail: string
  /** ISO, UTC. */
  until: string
}

const MORNING = { hour: 9, minute: 0 } as const
const EVENING = { hour: 18, minute: 0 } as const

/** The times people choose most, in the organisation's zone; none lies in the past or twice in the list. */
export function snoozeChoices(now: number, zone: string, locale: string): SnoozeChoice[] {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const morning = (days: number) => start.add({ days }).with({ ...MORNING, second: 0, millisecond: 0 })
  const toMonday = ((8 - start.dayOfWeek) % 7 || 7) as number
  const evening = start.with({ ...EVENING, second: 0, millisecond: 0 })
  const wanted: [string, string, Temporal.ZonedDateTime][] = [
    ['hour', 'In an hour', start.add({ hours: 1 })],
    ['three', 'In three hours', start.add({ hours: 3 })],
    ...(start.hour < 16
      ? ([['evening', 'This evening', evening]] as [string, string, Temporal.ZonedDateTime][])
      : []),
    ['tomorrow', 'Tomorrow morning', morning(1)],
    ...(toMonday > 1
      ? ([['monday', 'Monday morning', morning(toMonday)]] as [string, string, Temporal.ZonedDateTime][])
      : []),
    ['week', 'In a week', morning(7)],
  ]
  return wanted
    .filter(
      ([key], index, all) =>
        !(
          key === 'week' &&
          all.some(([other, , at], i) => i < index && other === 'monday' && at.equals(morning(7)))
        ),
    )
    .map(([key, label, at]) => ({
      key,
      label,
      detail: momentWords(at.toInstant().toString(), zone, locale),
      until: at.toInstant().toString({ smallestUnit: 'millisecond' }),
    }))
}

/** `Fri 27 Nov 09:00`. */
export function momentWords(at: string, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(new Date(at))
    .replaceAll(',', '')
}

/** What a `datetime-local` field says, as an instant; null when it is none or not in the future. */
export function untilOfField(value: string, zone: string, now: number): string | null {
  try {
    const at = Temporal.PlainDateTime.from(value).toZonedDateTime(zone).toInstant()
    return at.epochMilliseconds > now ? at.toString({ smallestUnit: 'millisecond' }) : null
  } catch {
    return null
  }
}
