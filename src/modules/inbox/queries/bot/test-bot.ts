import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { testBot as contract } from '../../contract/bot.ts'
import { findFlowFaults } from '../../domain/bot/flow-faults.ts'
import { rehearse } from '../../domain/bot/rehearse.ts'
import { loadInboxSettings } from '../inbox-settings.ts'
import { loadBotFacts } from './bot-facts.ts'
import { classifierOf, loadBot } from './load-bot.ts'

/** What the bot would do with these messages. Nothing is sent or kept. */
export async function testBot(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'message.view')
  const faults = input.definition ? findFlowFaults(input.definition) : []
  if (faults.length > 0) {
    const paths = faults.map(({ node, message }) => ({ path: ['definition', node].filter(Boolean), message }))
    throw new AppError('inbox.flow_faulty', { faults: paths })
  }
  const [bot, settings, facts] = await Promise.all([
    loadBot(ctx),
    loadInboxSettings(ctx),
    loadBotFacts(ctx, 'Alex Doe'),
  ])
  const knowledge = { ...bot, classifier: classifierOf(bot), leastConfidence: settings.botConfidence / 100 }
  return { turns: rehearse(input.messages, knowledge, facts, input.definition) }
}
