import type { ChannelKind } from '../contract/words.ts'

/** Somebody's address as opt-outs, broadcasts and fallbacks know it: E.164, lower-case mail address, else the vendor's id. */
export function addressOf(
  kind: ChannelKind,
  contact: { platformUserId: string; phone: string | null; email: string | null },
): string {
  if (kind === 'email') return (contact.email ?? contact.platformUserId).toLowerCase()
  if (kind === 'webchat') return contact.platformUserId
  return contact.phone ?? contact.platformUserId
}
