import { useQueryClient } from '@tanstack/react-query'
import { api, isApiError } from '#web/api.ts'
import { showToast } from '#web/kit/toast.tsx'
import {
  type Attachment,
  addNote,
  type Conversation,
  type Message,
  sendReply,
} from '../contract/conversations.ts'
import { changeDraft, clearDraft, draftNow, type Mode } from './composer-draft.ts'
import type { Upload } from './composer-files.ts'
import { beginSending, endSending } from './composer-sending.ts'
import { addMessage, refreshInbox } from './inbox-data.ts'

interface Letter {
  conversation: Conversation
  mode: Mode
  body: string
  files: readonly Upload[]
  /** Instead of a text. */
  template?: { id: string; variables: string[]; body: string }
  resolve?: boolean
}

/**
 * Sends a reply or keeps a note. It stands in the thread at once; when the server refuses, the words come back into the
 * field with the reason, whatever conversation is open by then.
 */
export function useSend(onResolved: (conversation: Conversation) => void) {
  const client = useQueryClient()
  return async (letter: Letter): Promise<boolean> => {
    const { conversation, mode, body, files, template, resolve = false } = letter
    const { id } = conversation
    const stored = files.flatMap(({ attachment }) => (attachment ? [attachment] : []))
    const key = beginSending({ conversationId: id, mode, body: template?.body ?? body, files: stored })
    if (!template) clearDraft(id, mode)
    if (resolve) onResolved(conversation)
    try {
      const message = await post(letter, stored)
      addMessage(client, message)
      endSending(key)
      void refreshInbox(client, id)
      return true
    } catch (error) {
      endSending(key)
      const reason = reasonOf(error)
      if (!template) giveBack(letter, reason)
      showToast({ tone: 'bad', text: `Not sent to ${conversation.contactName}. ${reason}` })
      void refreshInbox(client, id)
      return false
    }
  }
}

function post(letter: Letter, stored: readonly Attachment[]): Promise<Message> {
  const { conversation, mode, body, template, resolve = false } = letter
  const conversationId = conversation.id
  if (mode === 'note') return api(addNote, { conversationId, body })
  return api(sendReply, {
    conversationId,
    resolve,
    ...(template ? { templateId: template.id, variables: template.variables } : { body }),
    ...(stored.length > 0 && { attachmentIds: stored.map(({ id }) => id) }),
  })
}

/** The words return, before whatever was typed meanwhile. */
function giveBack({ conversation, mode, body, files }: Letter, reason: string): void {
  const typed = draftNow(conversation.id)[mode]
  changeDraft(conversation.id, {
    [mode]: typed ? `${body}\n${typed}` : body,
    fault: reason,
    ...(mode === 'reply' && { files: [...files, ...draftNow(conversation.id).files] }),
  })
}

function reasonOf(error: unknown): string {
  if (!isApiError(error)) return 'Something went wrong. Please try again.'
  const reason = error.details.reason
  return error.faults[0]?.message ?? (typeof reason === 'string' ? reason : error.detail)
}
