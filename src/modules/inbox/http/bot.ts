import { type Served, serve, serveErrand } from '#platform/http.ts'
import { deleteAutoReply } from '../commands/auto-replies/delete-auto-reply.ts'
import { saveAutoReply } from '../commands/auto-replies/save-auto-reply.ts'
import { deleteBotFlow } from '../commands/bot/delete-bot-flow.ts'
import { deleteBotIntent } from '../commands/bot/delete-bot-intent.ts'
import { saveBotFlow } from '../commands/bot/save-bot-flow.ts'
import { saveBotIntent } from '../commands/bot/save-bot-intent.ts'
import { saveBotModel } from '../commands/bot/save-bot-model.ts'
import * as contract from '../contract/bot.ts'
import * as models from '../contract/bot-model.ts'
import { tryBotModel } from '../errands/try-bot-model.ts'
import { getBotModel } from '../queries/bot/bot-model.ts'
import { listBotFlows } from '../queries/bot/list-bot-flows.ts'
import { listBotIntents } from '../queries/bot/list-bot-intents.ts'
import { testBot } from '../queries/bot/test-bot.ts'
import { listAutoReplies } from '../queries/list-auto-replies.ts'

export const botEndpoints: readonly Served[] = [
  serve(contract.listBotFlows, listBotFlows),
  serve(contract.saveBotFlow, saveBotFlow),
  serve(contract.deleteBotFlow, deleteBotFlow),
  serve(contract.listBotIntents, listBotIntents),
  serve(contract.saveBotIntent, saveBotIntent),
  serve(contract.deleteBotIntent, deleteBotIntent),
  serve(contract.testBot, testBot),
  serve(models.getBotModel, getBotModel),
  serve(models.saveBotModel, saveBotModel),
  serveErrand(models.tryBotModel, tryBotModel),
  serve(contract.listAutoReplies, listAutoReplies),
  serve(contract.saveAutoReply, saveAutoReply),
  serve(contract.deleteAutoReply, deleteAutoReply),
]
