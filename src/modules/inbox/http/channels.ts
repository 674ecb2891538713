import { type Served, serve, serveErrand } from '#platform/http.ts'
import { dismissFailures } from '../commands/dismiss-failures.ts'
import { createChannel, deleteChannel, restoreChannel, updateChannel } from '../commands/save-channel.ts'
import { createChannelTemplate, updateChannelTemplate } from '../commands/save-channel-template.ts'
import * as contract from '../contract/channels.ts'
import * as templates from '../contract/templates.ts'
import { deleteTemplate, submitTemplate } from '../errands/submit-template.ts'
import { testChannel } from '../errands/test-channel.ts'
import { getChannelTemplate, listChannelTemplates } from '../queries/list-channel-templates.ts'
import { getChannel, listChannels } from '../queries/list-channels.ts'
import { listFailures } from '../queries/list-failures.ts'
import { getQueueState } from '../queries/queue-state.ts'

export const channelsEndpoints: readonly Served[] = [
  serve(contract.listChannels, listChannels),
  serve(contract.getChannel, getChannel),
  serve(contract.createChannel, createChannel),
  serve(contract.updateChannel, updateChannel),
  serve(contract.deleteChannel, deleteChannel),
  serve(contract.restoreChannel, restoreChannel),
  serveErrand(contract.testChannel, testChannel),
  serve(contract.listFailures, listFailures),
  serve(contract.dismissFailures, dismissFailures),
  serve(contract.getQueueState, getQueueState),
  serve(templates.listChannelTemplates, listChannelTemplates),
  serve(templates.getChannelTemplate, getChannelTemplate),
  serve(templates.createChannelTemplate, createChannelTemplate),
  serve(templates.updateChannelTemplate, updateChannelTemplate),
  serveErrand(templates.submitChannelTemplate, submitTemplate),
  serveErrand(templates.deleteChannelTemplate, deleteTemplate),
]
