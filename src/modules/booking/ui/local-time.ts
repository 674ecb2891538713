/** An instant as the value of a `datetime-local` input, by the clocks of the zone: `2026-11-28T09:30`. */
export function localInput(instant: string, zone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** The instant of such a value. A time that a clock change skips moves forward, as everywhere in the house. */
export function instantOf(local: string, zone: string): string {
  return new Date(
    Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' })
      .epochMilliseconds,
  ).toISOString()
}
