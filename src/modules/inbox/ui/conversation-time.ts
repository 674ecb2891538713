import type { Conversation } from '../contract/conversations.ts'
import { DUE_SOON_MINUTES } from '../domain/due-soon.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type DueTone = 'over' | 'soon' | 'plain' | 'waits' | 'done'

/** How much time is left, in short words and the tone they are said in. */
export interface TimeLeft {
  tone: DueTone
  text: string
}

export type DueFacts = Pick<
  Conversation,
  'status' | 'dueAt' | 'waitingSince' | 'botState' | 'snoozedUntil' | 'firstSla' | 'resolvedAt'
>

/**
 * What a conversation asks for: an answer (over, soon, later), or nothing, because the client, the bot or a later day
 * has it. Null for one that waits without a promise of ours: then since when it waits is said instead.
 */
export function timeLeft(facts: DueFacts, now: number): TimeLeft {
  if (facts.status === 'resolved') return { tone: 'done', text: 'resolved' }
  if (facts.status === 'snoozed') return { tone: 'waits', text: wakesIn(facts.snoozedUntil, now) }
  if (facts.botState === 'running') return { tone: 'waits', text: 'bot handles' }
  if (facts.waitingSince === null) return { tone: 'waits', text: 'waits for client' }
  if (facts.dueAt === null) {
    return { tone: 'plain', text: `waits ${duration(now - Date.parse(facts.waitingSince))}` }
  }
  const left = Date.parse(facts.dueAt) - now
  if (left <= 0)
    return { tone: 'over', text: `${-left < HOUR ? clock(-left / SECOND) : duration(-left)} over` }
  return { tone: left <= DUE_SOON_MINUTES * MINUTE ? 'soon' : 'plain', text: `${countdown(left)} left` }
}

function wakesIn(until: string | null, now: number): string {
  if (!until) return 'snoozed'
  const left = Date.parse(until) - now
  return left <= 0 ? 'wakes now' : `back in ${duration(left)}`
}

/** Seconds count when there are few minutes: `2:41`, `38 min`, `1 h 10`, `3 days`. */
export function countdown(ms: number): string {
  if (ms >= 10 * MINUTE && ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms >= HOUR) return duration(ms)
  const seconds = Math.floor(ms / SECOND)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `under a minute`, `38 min`, `1 h 10`, `3 days`. */
export function duration(ms: number): string {
  if (ms < MINUTE) return 'under a minute'
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE)
    return `${Math.floor(ms / HOUR)} h${minutes > 0 ? ` ${minutes}` : ''}`
  }
  const days = Math.floor(ms / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

/** The window's rest in words: `23 h 33 min`, `12 min`, `under a minute`. */
export function windowLeft(closesAt: string, now: number): string | null {
  const left = Date.parse(closesAt) - now
  if (left <= 0) return null
  const text = duration(left)
  return / h \d/.test(text) ? `${text} min` : text
}

/** `0:42`, `12:05`, `1:02:05`: how long a call or a recording is. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
