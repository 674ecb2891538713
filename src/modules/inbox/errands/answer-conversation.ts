import type { ErrandContext } from '#platform/context.ts'
import { VendorRefused } from '../adapters/channel.ts'
import { answerByBot, type ReadBefore } from '../commands/bot/answer-by-bot.ts'
import { claimModelQuestion, noteModelFault } from '../commands/bot/claim-model-question.ts'
import { openModelKey } from '../queries/bot/bot-model.ts'
import { findToRead } from '../queries/bot/find-to-read.ts'
import { loadBot } from '../queries/bot/load-bot.ts'

/** Has the bot answer a conversation. Where a language model is on, it reads what is wanted; else the local classifier. */
export async function answerConversation(
  ctx: ErrandContext,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const read = await readByModel(ctx, conversationId)
  await ctx.command(answerByBot, { conversationId, read })
}

/** What the model makes of the customer's words, or undefined: whatever goes wrong, the customer gets an answer. */
async function readByModel(ctx: ErrandContext, conversationId: string): Promise<ReadBefore | undefined> {
  const words = await ctx.query(findToRead, conversationId)
  if (!words) return
  const { intents } = await ctx.query(loadBot, undefined)
  const model = intents.length > 0 ? await ctx.command(claimModelQuestion, undefined) : null
  if (!model) return
  const { baseUrl, timeoutSeconds } = model
  try {
    const account = {
      baseUrl,
      model: model.model,
      apiKey: openModelKey(ctx, model.apiKey),
      timeoutMs: timeoutSeconds * 1000,
    }
    const guess = await ctx.adapters.languageModel.chooseIntent(account, { text: words.text, intents })
    return { said: words.said, guess }
  } catch (error) {
    const fault =
      error instanceof VendorRefused ? error.title : 'The key cannot be read any more; enter it anew'
    ctx.log.warn({ err: error }, 'The language model did not answer; the local classifier reads instead')
    await ctx.command(noteModelFault, fault)
    return undefined
  }
}
