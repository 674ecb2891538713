import { agentWords } from '#web/office/inbox/agent-dot.tsx'
import type { Agent } from '../contract/agents.ts'
import type { LabelColour } from '../contract/rules.ts'
import type { ChannelKind, Priority } from '../contract/words.ts'

// Words of the screens. The contract's own lists stand beside schemas, which would bring 25 kB of Zod to the page.

export const channelWords: Readonly<Record<ChannelKind, string>> = {
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  email: 'E-mail',
  webchat: 'Web chat',
  phone: 'Phone',
}

export const priorityWords: Readonly<Record<Priority, string>> = {
  urgent: 'Urgent',
  high: 'High',
  normal: 'Normal',
  low: 'Low',
}

/** Colours of labels as the design system names them. */
export const labelTokens: Readonly<Record<LabelColour, string>> = {
  grey: 'var(--c8)',
  green: 'var(--c6)',
  blue: 'var(--c3)',
  purple: 'var(--c4)',
  orange: 'var(--c2)',
  red: 'var(--c7)',
}

/** What the picker says of a colleague beside the name. */
export function agentDetail({ state, openCount }: Agent): string {
  return `${agentWords[state].toLowerCase()} · ${openCount} open`
}

/**
 * `+447700900318` → `+44 7700 900318`: enough to read a number by. The library that knows every country costs the page
 * 40 kB.
 */
export function readableAddress(address: string): string {
  const uk = /^\+44(7\d{3})(\d{6})$/.exec(address)
  if (uk) return `+44 ${uk[1]} ${uk[2]}`
  const land = /^\+44(20)(\d{4})(\d{4})$/.exec(address) ?? /^\+44([1389]\d{2})(\d{3})(\d{4})$/.exec(address)
  if (land) return `+44 ${land[1]} ${land[2]} ${land[3]}`
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address)
  if (us) return `+1 ${us[1]} ${us[2]} ${us[3]}`
  return address
}
