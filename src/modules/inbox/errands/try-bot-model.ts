import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { VendorRefused } from '../adapters/channel.ts'
import type { tryBotModel as contract } from '../contract/bot-model.ts'
import type { Guess } from '../contract/language-model.ts'
import { findModelKey, openModelKey } from '../queries/bot/bot-model.ts'
import { classifierOf, loadBot } from '../queries/bot/load-bot.ts'

/** Asks the model as typed what a message wants, and shows beside it what the local classifier makes of it. */
export async function tryBotModel(
  ctx: ErrandContext,
  { message, baseUrl, model, apiKey, timeoutSeconds }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'inbox.manage')
  const bot = await ctx.query(loadBot, undefined)
  const key = apiKey || openModelKey(ctx, await ctx.query(findModelKey, baseUrl))
  const account = { baseUrl, model, apiKey: key, timeoutMs: timeoutSeconds * 1000 }
  const began = performance.now()
  const answer = await ask()
  const milliseconds = Math.round(performance.now() - began)
  return { ...answer, milliseconds, local: classifierOf(bot).classify(message) }

  async function ask(): Promise<Guess & { ok: boolean; words: string }> {
    const { intents } = bot
    const nothing = { ok: false, intent: '', confidence: 0 }
    if (intents.length === 0) return { ...nothing, words: 'Teach the bot something to recognise first.' }
    try {
      const guess = await ctx.adapters.languageModel.chooseIntent(account, { text: message, intents })
      return { ok: true, words: '', ...guess }
    } catch (error) {
      if (!(error instanceof VendorRefused)) throw error
      return { ...nothing, words: `${error.title}.` }
    }
  }
}
