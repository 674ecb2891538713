import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { Guess } from '../../contract/language-model.ts'
import { chooseFlow } from '../../domain/bot/choose-flow.ts'
import { beginTalk, continueTalk, type Said, type Turn } from '../../domain/bot/talk.ts'
import type { Facts } from '../../domain/fill-facts.ts'
import { loadBotFacts } from '../../queries/bot/bot-facts.ts'
import { saidSince } from '../../queries/bot/find-to-read.ts'
import { type Bot, classifierOf, loadBot } from '../../queries/bot/load-bot.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'
import { queueMessage } from '../queue-message.ts'
import { endTalk } from './end-talk.ts'

/** A conversation that waits for the bot, with what the customer said since somebody last wrote to them. */
export interface BotConversation {
  id: string
  channelId: string
  channelKind: string
  contactName: string
  said: string
  /** The running talk, if there is one. */
  sessionId: string | null
  flowId: string | null
  node: string
  answers: Record<string, string>
  misses: number
}

/** What a language model made of the customer's words before the transaction began. */
export interface ReadBefore {
  said: string
  guess: Guess
}

interface Decision {
  turn: Turn
  flowId: string | null
  intent: string
  confidence: number | null
}

/**
 * Answers one conversation by the bot: goes on with its talk or begins one, or passes it to a person with the reason.
 * What was read before counts only while the customer has said nothing more.
 */
export async function answerByBot(
  ctx: CommandContext,
  { conversationId, read }: { conversationId: string; read?: ReadBefore | undefined },
): Promise<void> {
  const conversation = await lockForBot(ctx, conversationId)
  if (!conversation) return
  const [bot, settings, facts] = await Promise.all([
    loadBot(ctx),
    loadInboxSettings(ctx),
    loadBotFacts(ctx, conversation.contactName),
  ])
  if (settings.botEnabled !== true) return
  const decision = conversation.sessionId
    ? goOn(bot, conversation, facts)
    : begin(bot, conversation, facts, settings.botConfidence / 100, read)
  const sessionId = await keepTalk(ctx, conversation, decision)
  const obstacle = await sayAll(ctx, conversation, decision.turn.says)
  const end = obstacle ? { outcome: 'escalated' as const, reason: obstacle } : decision.turn
  const { intent, confidence } = decision
  await endTalk(ctx, {
    conversationId,
    sessionId,
    intent,
    confidence,
    outcome: end.outcome,
    reason: end.reason,
  })
}

async function lockForBot(ctx: CommandContext, conversationId: string): Promise<BotConversation | undefined> {
  const { rows } = await sql<BotConversation>`
    select c.id, c.channel_id as "channelId", ch.kind as "channelKind", p.name as "contactName",
           ${saidSince} as said,
           s.id as "sessionId", s.flow_id as "flowId", coalesce(s.node, '') as node,
           coalesce(s.answers, '{}') as answers, coalesce(s.misses, 0) as misses
    from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    left join inbox.bot_sessions s on s.org_id = c.org_id and s.conversation_id = c.id and s.outcome = 'running'
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId} and c.status = 'open' and c.assignee_id is null
      and c.bot_state in ('none', 'running') and c.waiting_since is not null
    for update of c`.execute(ctx.tx)
  return rows[0]
}

function goOn(bot: Bot, conversation: BotConversation, facts: Facts): Decision {
  const { flowId, node, answers, misses, said } = conversation
  const flow = bot.flows.find(({ id }) => id === flowId)
  const talk = { node, answers, misses }
  const turn: Turn = flow
    ? continueTalk(flow.definition, talk, said, facts)
    : { talk, says: [], outcome: 'escalated', reason: 'The flow was deleted while the customer was in it.' }
  return { turn, flowId, intent: '', confidence: null }
}

function begin(
  bot: Bot,
  { said }: BotConversation,
  facts: Facts,
  leastConfidence: number,
  read: ReadBefore | undefined,
): Decision {
  const classifier = read?.said === said ? { classify: () => read.guess } : classifierOf(bot)
  const choice = chooseFlow(said, bot.flows, bot.intents, classifier, leastConfidence)
  const flow = bot.flows.find(({ id }) => id === choice.flowId)
  const { intent, confidence, reason } = choice
  const nothing = { node: '', answers: {}, misses: 0 }
  const turn: Turn = flow
    ? beginTalk(flow.definition, facts)
    : { talk: nothing, says: [], outcome: 'escalated', reason }
  return { turn, flowId: flow?.id ?? null, intent, confidence }
}

/** Writes where the talk stands; one row a talk. Returns its id. */
async function keepTalk(
  ctx: CommandContext,
  conversation: BotConversation,
  decision: Decision,
): Promise<string> {
  const { talk, says } = decision.turn
  const answers = JSON.stringify(talk.answers)
  if (conversation.sessionId) {
    await sql`update inbox.bot_sessions set node = ${talk.node}, answers = ${answers}::jsonb, misses = ${talk.misses},
        message_count = message_count + ${says.length}
      where org_id = ${ctx.orgId} and id = ${conversation.sessionId}`.execute(ctx.tx)
    return conversation.sessionId
  }
  const id = newId(ctx.now.epochMilliseconds)
  await sql`insert into inbox.bot_sessions (org_id, id, conversation_id, channel_id, flow_id, intent, confidence,
      started_at, node, answers, misses, message_count)
    values (${ctx.orgId}, ${id}, ${conversation.id}, ${conversation.channelId}, ${decision.flowId}, ${decision.intent},
      ${decision.confidence}, ${ctx.now.toString()}, ${talk.node}, ${answers}::jsonb, ${talk.misses}, ${says.length})`.execute(
    ctx.tx,
  )
  await sql`update inbox.conversations set bot_state = 'running'
    where org_id = ${ctx.orgId} and id = ${conversation.id}`.execute(ctx.tx)
  return id
}

/** Answers null, or in words why nothing more may be written: WhatsApp's window shut, a wish for no messages. */
async function sayAll(
  ctx: CommandContext,
  conversation: BotConversation,
  says: readonly Said[],
): Promise<string | null> {
  try {
    for (const said of says) await say(ctx, conversation, said)
    return null
  } catch (error) {
    if (error instanceof AppError) return `It may not answer: ${error.message}`
    throw error
  }
}

/** Buttons where the channel has them, else a list with numbers to answer with. */
async function say(
  ctx: CommandContext,
  { id, channelKind }: BotConversation,
  { text, choices }: Said,
): Promise<void> {
  const hasButtons = channelKind === 'webchat' || (channelKind === 'whatsapp' && choices.length <= 3)
  const asButtons = choices.length > 0 && hasButtons
  const list = choices.map((choice, at) => `${at + 1}. ${choice}`).join('\n')
  await queueMessage(ctx, {
    conversationId: id,
    authorKind: 'bot',
    kind: asButtons ? 'interactive' : 'text',
    body: choices.length > 0 && !asButtons ? `${text}\n${list}` : text,
    ...(asButtons && {
      data: { buttons: choices.map((choice, at) => ({ id: String(at + 1), title: choice })) },
    }),
  })
}
