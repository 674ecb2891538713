import type { Incoming } from '../contract/incoming.ts'
import type { ChannelKind, ConversationStatus, Priority } from '../contract/words.ts'

/** A conversation that a message may belong to, as it stands. */
export interface KnownConversation {
  id: string
  contactId: string
  status: ConversationStatus
  resolvedAt: string | null
  waitingSince: string | null
  policyId: string | null
  priority: Priority
  assigneeId: string | null
  number: number
  /** False while only we have written: begun by the office or a broadcast. */
  hasIncoming: boolean
}

/** A message with what is known about its sender and its meaning. */
export interface PlacedMessage {
  incoming: Incoming
  contactId: string
  /** It asks for no answer: a reaction, a word that ends messages, a rating. It opens nothing that is resolved. */
  isQuiet: boolean
}

/** What a batch does to one conversation, its messages in order. */
export interface ConversationPlan {
  /** Null: a new one. */
  known: KnownConversation | null
  contactId: string
  /** It was resolved, and these messages open it again. */
  isReopened: boolean
  messages: PlacedMessage[]
}

export interface IntakeFacts {
  channelKind: ChannelKind
  now: string
  reopenDays: number
  /** Oldest first. */
  messages: readonly PlacedMessage[]
  /** The one that goes on with a contact: not resolved, else the latest. */
  byContact: ReadonlyMap<string, KnownConversation>
  /** Conversations by the vendor ids of messages in them. */
  byRef: ReadonlyMap<string, KnownConversation>
}

const DAY_MS = 86_400_000

/**
 * Which conversation each message belongs to. Mail goes by thread: an answer joins its thread, anything else is a new
 * matter. Elsewhere the contact's running conversation goes on; a resolved one is opened again within so many days.
 */
export function planIntake(facts: IntakeFacts): ConversationPlan[] {
  const plans: ConversationPlan[] = []
  const current = new Map<string, ConversationPlan>()
  const threads = new Map<string, ConversationPlan>()
  const byId = new Map<string, ConversationPlan>()

  const begin = (contactId: string, known: KnownConversation | null, isReopened: boolean) => {
    const running = known && byId.get(known.id)
    if (running && (!isReopened || running.isReopened)) return running
    if (running) return Object.assign(running, { isReopened })
    const plan: ConversationPlan = { known, contactId, isReopened, messages: [] }
    plans.push(plan)
    if (known) byId.set(known.id, plan)
    return plan
  }

  for (const message of facts.messages) {
    const { incoming, contactId, isQuiet } = message
    const refs = refsOf(facts.channelKind, incoming)
    const inBatch = refs.map((ref) => threads.get(ref)).find(Boolean)
    const byRef = refs.map((ref) => facts.byRef.get(ref)).find(Boolean)
    const running = facts.channelKind === 'email' ? undefined : current.get(contactId)
    const known = byRef ?? (facts.channelKind === 'email' ? undefined : facts.byContact.get(contactId))
    const plan =
      inBatch && isOpen(inBatch, isQuiet)
        ? inBatch
        : running && !byRef && isOpen(running, isQuiet)
          ? running
          : place(known, isQuiet, facts, (one, isReopened) => begin(contactId, one, isReopened))
    plan.messages.push(message)
    if (!byRef) current.set(contactId, plan)
    threads.set(incoming.providerRef, plan)
    if (facts.channelKind === 'email') for (const ref of refs) threads.set(ref, plan)
  }
  return plans
}

/** Whether a plan can take the message as it is: its conversation is new, not resolved, or opened again by this batch. */
function isOpen(plan: ConversationPlan, isQuiet: boolean): boolean {
  return isQuiet || plan.isReopened || plan.known?.status !== 'resolved'
}

function place(
  known: KnownConversation | undefined,
  isQuiet: boolean,
  facts: IntakeFacts,
  begin: (known: KnownConversation | null, isReopened: boolean) => ConversationPlan,
): ConversationPlan {
  if (!known) return begin(null, false)
  if (isQuiet || known.status !== 'resolved') return begin(known, false)
  const resolvedAt = known.resolvedAt ? Date.parse(known.resolvedAt) : 0
  const isRecent = Date.parse(facts.now) - resolvedAt <= facts.reopenDays * DAY_MS
  return isRecent && facts.reopenDays > 0 ? begin(known, true) : begin(null, false)
}

/** Vendor ids that name the conversation whatever else: the mail's thread, or the message that a reaction is about. */
function refsOf(kind: ChannelKind, incoming: Incoming): readonly string[] {
  if (kind === 'email') {
    const answered = incoming.replyToRef ? [incoming.replyToRef] : []
    return [...answered, ...(incoming.threadRefs ?? [])]
  }
  return incoming.kind === 'reaction' && incoming.replyToRef ? [incoming.replyToRef] : []
}
