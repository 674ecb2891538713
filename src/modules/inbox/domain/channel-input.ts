import type { FieldFault } from '#values/errors.ts'
import { toE164 } from '#values/phone.ts'
import { channelFields } from '../contract/channel-fields.ts'
import type { ChannelKind } from '../contract/words.ts'

type Setting = string | number | boolean

/** What was typed into a channel's form. */
export interface ChannelDraft {
  address: string
  sandbox: boolean
  settings: Readonly<Record<string, Setting>>
  /** New secrets; empty ones keep what is set. */
  secrets: Readonly<Record<string, string>>
  /** Names of secrets that are set already. */
  secretsSet: readonly string[]
}

/** The draft as it is kept, or every fault beside its field. A sandbox needs no account; its secrets still sign deliveries. */
export function readChannelDraft(
  kind: ChannelKind,
  draft: ChannelDraft,
):
  | { ok: true; address: string; settings: Record<string, Setting>; secrets: Record<string, string> }
  | { ok: false; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const settings: Record<string, Setting> = draft.sandbox ? { sandbox: true } : {}
  const secrets: Record<string, string> = {}
  for (const field of channelFields[kind]) {
    const place = field.isSecret ? 'secrets' : 'settings'
    const typed = String(draft[place][field.name] ?? '').trim()
    const fault = (message: string) => faults.push({ path: [place, field.name], message })
    if (field.isSecret) {
      if (typed !== '') secrets[field.name] = typed
      else if (field.isRequired && !draft.sandbox && !draft.secretsSet.includes(field.name))
        fault('Fill this in.')
    } else if (field.kind === 'flag') {
      settings[field.name] = typed === 'true' || typed === 'on'
    } else if (typed === '') {
      if (field.isRequired && !draft.sandbox) fault('Fill this in.')
    } else if (field.kind === 'number') {
      const number = Number(typed)
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = field
      if (Number.isInteger(number) && number >= min && number <= max) settings[field.name] = number
      else fault(`Use a whole number from ${min} to ${max}.`)
    } else settings[field.name] = typed
  }
  const address = readAddress(kind, draft.address)
  if (address === null) faults.push({ path: ['address'], message: addressFault(kind) })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, address: address!, settings, secrets }
}

function readAddress(kind: ChannelKind, typed: string): string | null {
  const text = typed.trim()
  if (kind === 'webchat') return text
  if (kind === 'email') return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text) ? text.toLowerCase() : null
  return toE164(text)
}

function addressFault(kind: ChannelKind): string {
  return kind === 'email'
    ? 'Write an e-mail address such as hello@example.com.'
    : 'Write the number, such as 07700 900142 or +44 7700 900142.'
}
