import { type Served, serve } from '#platform/http.ts'
import { addClientNote } from './commands/add-client-note.ts'
import { changeTags } from './commands/change-tags.ts'
import { createClient } from './commands/create-client.ts'
import { createSavedView } from './commands/create-saved-view.ts'
import { deleteClient } from './commands/delete-client.ts'
import { deleteClientNote } from './commands/delete-client-note.ts'
import { deleteSavedView } from './commands/delete-saved-view.ts'
import { pinClientNote } from './commands/pin-client-note.ts'
import { restoreClient } from './commands/restore-client.ts'
import { restoreClientNote } from './commands/restore-client-note.ts'
import { updateClient } from './commands/update-client.ts'
import * as contract from './contract.ts'
import { findDuplicates } from './queries/find-duplicates.ts'
import { getClient } from './queries/get-client.ts'
import { listClients } from './queries/list-clients.ts'
import { listSavedViews } from './queries/list-saved-views.ts'
import { listTags } from './queries/list-tags.ts'
import { listTimeline } from './queries/list-timeline.ts'

export const endpoints: readonly Served[] = [
  serve(contract.listClients, listClients),
  serve(contract.createClient, createClient),
  serve(contract.changeTags, changeTags),
  serve(contract.getClient, getClient),
  serve(contract.updateClient, updateClient),
  serve(contract.deleteClient, deleteClient),
  serve(contract.restoreClient, restoreClient),
  serve(contract.listTimeline, listTimeline),
  serve(contract.addClientNote, addClientNote),
  serve(contract.pinClientNote, pinClientNote),
  serve(contract.deleteClientNote, deleteClientNote),
  serve(contract.restoreClientNote, restoreClientNote),
  serve(contract.listTags, listTags),
  serve(contract.findDuplicates, findDuplicates),
  serve(contract.listSavedViews, listSavedViews),
  serve(contract.createSavedView, createSavedView),
  serve(contract.deleteSavedView, deleteSavedView),
]
