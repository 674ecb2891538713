import type { AgentState } from '../contract/words.ts'

/** Minutes after going idle until somebody who gives no sign counts as gone for the day. */
export const OFFLINE_AFTER_MINUTES = 60

/** Somebody as the last sign left them. */
export interface Presence {
  state: AgentState
  /** The state from before no sign came any more; null while nobody is missed. */
  idleFrom: AgentState | null
  seenAt: string
}

/** A state to be written, with what to go back to. */
export interface NextState {
  state: AgentState
  idleFrom: AgentState | null
}

/**
 * What silence makes of somebody: away after so many minutes without a sign, offline an hour later. Null: nothing new.
 * Who said themselves that they are away or offline stays so.
 */
export function afterSilence(presence: Presence, now: string, idleMinutes: number): NextState | null {
  const silentMinutes = (Date.parse(now) - Date.parse(presence.seenAt)) / 60_000
  const { state, idleFrom } = presence
  if (silentMinutes < idleMinutes) return null
  const from = idleFrom ?? (state === 'online' || state === 'busy' ? state : null)
  if (from === null) return null
  const next = silentMinutes < idleMinutes + OFFLINE_AFTER_MINUTES ? 'away' : 'offline'
  return next === state ? null : { state: next, idleFrom: from }
}

/** What a sign of life makes of somebody: back to what they were before the silence; after a night, online. Null: nothing new. */
export function afterSign(presence: Presence): NextState | null {
  if (presence.idleFrom === null) return null
  return { state: presence.state === 'offline' ? 'online' : presence.idleFrom, idleFrom: null }
}
