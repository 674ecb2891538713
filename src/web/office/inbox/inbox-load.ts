import { listSavedViews } from '#modules/crm/contract/views.ts'
import { listAgents } from '#modules/inbox/contract/agents.ts'
import { getConversation, listConversations } from '#modules/inbox/contract/conversations.ts'
import { listLabels, listTeams } from '#modules/inbox/contract/rules.ts'
import { filterOf, listInput } from '#modules/inbox/ui/public.ts'
import type { Api } from '../../api.ts'
import { allowed, loadClientFacts } from './client-facts.ts'

/** What the first document shows: the list as the address says, and what choosing needs. */
export async function loadInbox(api: Api, search: URLSearchParams) {
  const filter = filterOf(search)
  const [list, agents, teams, labels, views] = await Promise.all([
    api(listConversations, listInput(filter)),
    api(listAgents, {}),
    api(listTeams, {}),
    api(listLabels, {}),
    allowed(api(listSavedViews, { list: 'conversations' })),
  ])
  return {
    filter,
    list,
    choices: { agents: agents.items, teams: teams.items, labels: labels.items },
    views: views?.items ?? [],
  }
}

/** One conversation with its client beside it. */
export async function loadConversation(api: Api, conversationId: string) {
  const thread = await api(getConversation, { conversationId })
  const { clientId } = thread.conversation
  return { thread, client: clientId ? await allowed(loadClientFacts(api, clientId)) : null }
}

export type InboxData = Awaited<ReturnType<typeof loadInbox>>
export type ConversationData = Awaited<ReturnType<typeof loadConversation>>
