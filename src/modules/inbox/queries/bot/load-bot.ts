import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { FlowDefinition } from '../../contract/bot.ts'
import { type Classifier, learnIntents } from '../../domain/bot/classifier.ts'

const SECONDS = 60

export interface KnownFlow {
  id: string
  name: string
  definition: FlowDefinition
}

/** What the bot of an organisation knows. */
export interface Bot {
  /** Active flows in their order. */
  flows: readonly KnownFlow[]
  /** Intents with the flow they lead to, if that is active. */
  intents: readonly { name: string; examples: readonly string[]; flowId: string | null }[]
}

/** Active flows and all intents. Remembered, and forgotten when one of them changes. Asks no permission. */
export function loadBot(ctx: QueryContext): Promise<Bot> {
  return ctx.cache.remember(ctx.orgId, 'inbox-bot', ['settings'], SECONDS, async () => {
    const [{ rows: flows }, { rows: intents }] = await Promise.all([
      sql<KnownFlow>`select id, name, definition from inbox.bot_flows
        where org_id = ${ctx.orgId} and is_active order by position, id`.execute(ctx.tx),
      sql<Bot['intents'][number]>`select name, examples, flow_id as "flowId" from inbox.bot_intents
        where org_id = ${ctx.orgId} order by name`.execute(ctx.tx),
    ])
    return { flows, intents }
  })
}

const learnt = new WeakMap<Bot, Classifier>()

/** The classifier of a bot; learnt once for as long as the bot is remembered. */
export function classifierOf(bot: Bot): Classifier {
  const known = learnt.get(bot) ?? learnIntents(bot.intents)
  learnt.set(bot, known)
  return known
}
