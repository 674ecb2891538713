import { listConversations } from '#modules/inbox/contract/conversations.ts'
import { api } from '../../api.ts'
import type { FindSource } from '../find-sources.ts'

/** Conversations in the command palette, by name, number and what was said. */
export const conversationSource: FindSource = {
  label: 'Conversations',
  permission: 'message.view',
  async find(query, signal) {
    const { items } = await api(listConversations, { q: query.slice(0, 100), view: 'all', limit: 6 })
    signal.throwIfAborted()
    return items.map(({ id, contactName, lastPreview }) => ({
      id,
      label: contactName,
      detail: lastPreview.slice(0, 70),
      icon: 'message' as const,
      to: `/inbox/${id}?view=all`,
    }))
  },
}
