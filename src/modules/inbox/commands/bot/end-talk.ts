import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { nextDue } from '../../domain/sla.ts'
import { botEscalated } from '../../events.ts'
import { loadSlaRules } from '../../queries/sla-rules.ts'
import { type LockedConversation, lockConversations } from '../change-conversations.ts'
import { conversationFacts } from '../conversation-facts.ts'
import { noteActs } from '../note-acts.ts'
import { resolveConversations } from '../resolve-conversations.ts'

interface TalkEnd {
  conversationId: string
  sessionId: string
  intent: string
  /** 0–1; null in the middle of a talk. */
  confidence: number | null
  outcome: 'running' | 'solved' | 'escalated'
  /** Why a person is needed. */
  reason: string
}

/** Notes how a talk with the bot ended, if it did: solved, or passed to a person, who is told why (INBX-032). */
export async function endTalk(ctx: CommandContext, end: TalkEnd): Promise<void> {
  const { conversationId, sessionId, outcome, reason } = end
  if (outcome === 'running') return
  const [conversation] = await lockConversations(ctx, [conversationId])
  if (!conversation) return
  await sql`update inbox.bot_sessions set outcome = ${outcome}, reason = ${reason}, ended_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${sessionId}`.execute(ctx.tx)
  if (outcome === 'escalated') return passToPerson(ctx, conversation, end)

  await sql`update inbox.conversations set bot_state = 'solved'
    where org_id = ${ctx.orgId} and id = ${conversationId}`.execute(ctx.tx)
  await resolveConversations(ctx, [conversation], 'bot')
}

/** The customer waits again from now on, this time for a person. */
async function passToPerson(
  ctx: CommandContext,
  conversation: LockedConversation,
  end: TalkEnd,
): Promise<void> {
  const now = ctx.now.toString()
  const { conversationId, policyId } = conversation
  const dueAt = nextDue(await loadSlaRules(ctx), { policyId, at: now })
  await sql`update inbox.conversations set bot_state = 'escalated', due_at = coalesce(due_at, ${dueAt}),
      waiting_since = coalesce(waiting_since, ${now})
    where org_id = ${ctx.orgId} and id = ${conversationId}`.execute(ctx.tx)
  const { intent, reason } = end
  const read = intent
    ? `took this for “${intent}”${end.confidence === null ? '' : ` (${Math.round(end.confidence * 100)}% sure)`} and `
    : ''
  const body = `The bot ${read}passed this to a person. ${reason}`
  await noteActs(ctx, [{ conversationId, event: 'escalated', body, data: { intent, reason } }])
  await publish(ctx, botEscalated({ ...conversationFacts(conversation), reason, intent }))
}
