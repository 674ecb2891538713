import { type Served, serve, serveErrand } from '#platform/http.ts'
import { discardMessage } from './commands/discard-message.ts'
import { retryMessage } from './commands/retry-message.ts'
import * as contract from './contract.ts'
import { previewTemplate, resetTemplate, sendTestMessage, updateTemplate } from './errands/edit-template.ts'
import { getMessage } from './queries/get-message.ts'
import { getTemplate, listTemplates } from './queries/get-template.ts'
import { listMessages } from './queries/list-messages.ts'

export const endpoints: readonly Served[] = [
  serve(contract.listMessages, listMessages),
  serve(contract.getMessage, getMessage),
  serve(contract.retryMessage, retryMessage),
  serve(contract.discardMessage, discardMessage),
  serve(contract.listTemplates, listTemplates),
  serve(contract.getTemplate, getTemplate),
  serveErrand(contract.updateTemplate, updateTemplate),
  serveErrand(contract.resetTemplate, resetTemplate),
  serveErrand(contract.previewTemplate, previewTemplate),
  serveErrand(contract.sendTestMessage, sendTestMessage),
]
