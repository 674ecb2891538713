const WINDOW_MS = 24 * 3_600_000

/**
 * Until when anything may be written on WhatsApp: 24 hours after the person's latest message, whatever it was
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages). Null: they never wrote.
 */
export function windowClosesAt(lastIncomingAt: string | null): string | null {
  return lastIncomingAt === null ? null : new Date(Date.parse(lastIncomingAt) + WINDOW_MS).toISOString()
}

/** Whether only an approved template may be sent now. */
export function isWindowClosed(lastIncomingAt: string | null, now: string): boolean {
  const closesAt = windowClosesAt(lastIncomingAt)
  return closesAt === null || Date.parse(closesAt) <= Date.parse(now)
}
