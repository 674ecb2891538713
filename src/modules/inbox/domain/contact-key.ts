import { toE164 } from '#values/phone.ts'
import type { ChannelKind } from '../contract/words.ts'

/** Somebody as a channel of a kind addresses them. */
export interface ContactKey {
  platformUserId: string
  phone?: string
  email?: string
}

/**
 * How a channel of this kind knows the person behind an address as people type it; null when it is none, or when nobody
 * can be written to there first (web chat, phone). WhatsApp's ids are the digits alone.
 */
export function contactKey(kind: ChannelKind, address: string): ContactKey | null {
  if (kind === 'email') {
    const email = address.trim().toLowerCase()
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { platformUserId: email, email } : null
  }
  if (kind !== 'whatsapp' && kind !== 'sms') return null
  const phone = toE164(address)
  if (!phone) return null
  return { platformUserId: kind === 'whatsapp' ? phone.slice(1) : phone, phone }
}
