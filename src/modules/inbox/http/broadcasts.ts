import { type Served, serve } from '#platform/http.ts'
import { deleteBroadcast } from '../commands/broadcasts/delete-broadcast.ts'
import { saveBroadcast } from '../commands/broadcasts/save-broadcast.ts'
import { startBroadcast } from '../commands/broadcasts/start-broadcast.ts'
import { stopBroadcast } from '../commands/broadcasts/stop-broadcast.ts'
import * as contract from '../contract/broadcasts.ts'
import { getBroadcast, listBroadcasts } from '../queries/broadcasts/list-broadcasts.ts'
import { listRecipients } from '../queries/broadcasts/list-recipients.ts'
import { previewBroadcast } from '../queries/broadcasts/preview-broadcast.ts'

export const broadcastsEndpoints: readonly Served[] = [
  serve(contract.listBroadcasts, listBroadcasts),
  serve(contract.getBroadcast, getBroadcast),
  serve(contract.previewBroadcast, previewBroadcast),
  serve(contract.saveBroadcast, saveBroadcast),
  serve(contract.startBroadcast, startBroadcast),
  serve(contract.stopBroadcast, stopBroadcast),
  serve(contract.deleteBroadcast, deleteBroadcast),
  serve(contract.listRecipients, listRecipients),
]
