import { crossOrigin, type Served, serve, serveErrand } from '#platform/http.ts'
import { createWebchat } from '../commands/create-webchat.ts'
import { leaveMessage } from '../commands/leave-message.ts'
import { saveVisitorDetails } from '../commands/save-visitor-details.ts'
import { sendVisitorMessage } from '../commands/send-visitor-message.ts'
import { startVisit } from '../commands/start-visit.ts'
import { updateWebchat } from '../commands/update-webchat.ts'
import * as mails from '../contract/mails.ts'
import * as contract from '../contract/webchat.ts'
import { getMailHtml } from '../errands/get-mail-html.ts'
import { getMailImage } from '../errands/get-mail-image.ts'
import { getVisitorFile } from '../errands/get-visitor-file.ts'
import { noteMailOpened } from '../errands/note-mail-opened.ts'
import { noteVisitorTyping } from '../errands/note-visitor-typing.ts'
import { readVisitorThread } from '../errands/read-visitor-thread.ts'
import { sendVisitorFile } from '../errands/send-visitor-file.ts'
import { getWebchat } from '../queries/get-webchat.ts'
import { isSiteOfWebchat, listWebchats } from '../queries/webchat.ts'

/** What the widget calls from the sites of the office's choice. */
const forVisitors = crossOrigin(isSiteOfWebchat, [
  serve(contract.getWebchat, getWebchat),
  serve(contract.startVisit, startVisit),
  serve(contract.sendVisitorMessage, sendVisitorMessage),
  serveErrand(contract.sendVisitorFile, sendVisitorFile),
  serveErrand(contract.readVisitorThread, readVisitorThread),
  serveErrand(contract.noteVisitorTyping, noteVisitorTyping),
  serve(contract.saveVisitorDetails, saveVisitorDetails),
  serve(contract.leaveMessage, leaveMessage),
])

export const webchatEndpoints: readonly Served[] = [
  serve(contract.listWebchats, listWebchats),
  serve(contract.createWebchat, createWebchat),
  serve(contract.updateWebchat, updateWebchat),
  ...forVisitors,
  serveErrand(contract.getVisitorFile, getVisitorFile),
  serveErrand(mails.getMailHtml, getMailHtml),
  serveErrand(mails.getMailImage, getMailImage),
  serveErrand(mails.noteMailOpened, noteMailOpened),
]
