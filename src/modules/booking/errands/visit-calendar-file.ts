import type { ErrandContext } from '#platform/context.ts'
import { calendarFile } from '../adapters/calendar-file.ts'
import { getCalendarEntry } from '../queries/get-calendar-entry.ts'

/** The visit as a calendar file, to be kept by any calendar. */
export async function visitCalendarFile(ctx: ErrandContext, input: { token: string }): Promise<string> {
  const entry = await ctx.query(getCalendarEntry, input)
  ctx.reply.headers['content-disposition'] = 'attachment; filename="visit.ics"'
  return calendarFile(entry)
}
