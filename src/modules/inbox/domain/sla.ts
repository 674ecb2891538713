import { afterOpenMs, openMsBetween, type Schedule } from '#values/business-hours.ts'
import type { SlaPolicy } from '../contract/sla.ts'
import type { ChannelKind, Priority, SlaState } from '../contract/words.ts'

const MINUTE = 60_000

/** What is promised and when we are open. Policies in the order in which they are tried; closed days are overrides. */
export interface SlaRules {
  policies: readonly SlaPolicy[]
  schedule: Schedule
}

/** What a promise depends on. */
export interface SlaFacts {
  channelKind: ChannelKind
  priority: Priority
}

/** The first active policy that fits the channel and the priority, or null: nothing is promised. */
export function choosePolicy(rules: SlaRules, { channelKind, priority }: SlaFacts): SlaPolicy | null {
  return (
    rules.policies.find(
      (policy) =>
        policy.isActive &&
        (policy.channelKind === null || policy.channelKind === channelKind) &&
        (policy.priority === null || policy.priority === priority),
    ) ?? null
  )
}

/**
 * What is promised for a conversation that begins at an instant: when the first answer and the resolution fall due
 * (null: not promised). Null when no policy fits.
 */
export function firstDue(
  rules: SlaRules,
  { channelKind, priority, at }: SlaFacts & { at: string },
): { policyId: string; dueAt: string | null; resolutionDueAt: string | null } | null {
  const policy = choosePolicy(rules, { channelKind, priority })
  if (!policy) return null
  return {
    policyId: policy.id,
    dueAt: dueAfter(rules, policy, at, policy.firstMinutes),
    resolutionDueAt: dueAfter(rules, policy, at, policy.resolutionMinutes),
  }
}

/** When the next answer falls due for a customer who waits since `at`; null when the policy promises none or is gone. */
export function nextDue(
  rules: SlaRules,
  { policyId, at }: { policyId: string | null; at: string },
): string | null {
  const policy = rules.policies.find(({ id }) => id === policyId)
  return policy ? dueAfter(rules, policy, at, policy.nextMinutes) : null
}

/** What a conversation's promises hang on, as it stands. */
export interface PromiseFacts extends SlaFacts {
  openedAt: string
  waitingSince: string | null
  firstReplyAt: string | null
  firstSla: SlaState
  resolutionSla: SlaState
  isResolved: boolean
}

/** The promises of a conversation as they are to be written. */
export interface Promises {
  policyId: string | null
  firstDueAt: string | null
  dueAt: string | null
  firstSla: SlaState
  resolutionDueAt: string | null
  resolutionSla: SlaState
}

/**
 * The promises of a conversation whose priority changed, counted from its beginning as if it had been so from the
 * start. What was kept or broken already stays so; nothing is promised any more for one that is resolved.
 */
export function replan(rules: SlaRules, facts: PromiseFacts): Promises {
  const first = firstDue(rules, { ...facts, at: facts.openedAt })
  const firstDueAt = first?.dueAt ?? null
  const resolutionDueAt = first?.resolutionDueAt ?? null
  const owesFirst = facts.firstReplyAt === null
  return {
    policyId: first?.policyId ?? null,
    firstDueAt,
    dueAt: facts.isResolved ? null : dueNow(rules, facts, first?.policyId ?? null, firstDueAt),
    firstSla: owesFirst && !facts.isResolved ? again(facts.firstSla, firstDueAt) : facts.firstSla,
    resolutionDueAt,
    resolutionSla: facts.isResolved ? facts.resolutionSla : again(facts.resolutionSla, resolutionDueAt),
  }
}

function dueNow(rules: SlaRules, facts: PromiseFacts, policyId: string | null, firstDueAt: string | null) {
  if (facts.waitingSince === null) return null
  return facts.firstReplyAt === null ? firstDueAt : nextDue(rules, { policyId, at: facts.waitingSince })
}

/** A breach stays a breach. */
function again(state: SlaState, dueAt: string | null): SlaState {
  if (state === 'breached') return state
  return dueAt === null ? 'none' : 'pending'
}

/** Business time between two instants in milliseconds; 0 when `toIso` is not after `fromIso`. */
export function openMs(rules: SlaRules, fromIso: string, toIso: string): number {
  return openMsBetween(rules.schedule, Date.parse(fromIso), Date.parse(toIso))
}

/** Null minutes promise nothing; nor does a promise in business hours where it is never open. */
function dueAfter(rules: SlaRules, policy: SlaPolicy, at: string, minutes: number | null): string | null {
  if (minutes === null) return null
  const from = Date.parse(at)
  const due = policy.inBusinessHours
    ? afterOpenMs(rules.schedule, from, minutes * MINUTE)
    : from + minutes * MINUTE
  return due === undefined ? null : new Date(due).toISOString()
}
