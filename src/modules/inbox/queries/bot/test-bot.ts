import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { testBot as contract } from '../../contract/bot.ts'
import { rehearse } from '../../domain/bot/rehearse.ts'
import { loadInboxSettings } from '../inbox-settings.ts'
import { loadBotFacts } from './bot-facts.ts'
import { classifierOf, loadBot } from './load-bot.ts'
import { refuseFaultyFlow } from './refuse-faulty-flow.ts'

/** What the bot would do with these messages. Nothing is sent or kept. */
export async function testBot(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  if (input.definition) refuseFaultyFlow(input.definition)
  const [bot, settings, facts] = await Promise.all([
    loadBot(ctx),
    loadInboxSettings(ctx),
    loadBotFacts(ctx, 'Alex Doe'),
  ])
  const knowledge = { ...bot, classifier: classifierOf(bot), leastConfidence: settings.botConfidence / 100 }
  return { turns: rehearse(input.messages, knowledge, facts, input.definition) }
}
