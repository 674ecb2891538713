import { serverApi } from '../../api.ts'
import type { PageHandle } from '../page-title.tsx'
import type { Route } from './+types/conversation-page'
import { loadConversation } from './inbox-load.ts'

export const handle: PageHandle = { title: 'Inbox', isFullBleed: true }
export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.thread.conversation.contactName ?? 'Inbox'} · Frontdesk` },
]

/** For the first document; the page itself draws it, so that list and thread are one screen. */
export function loader({ context, params }: Route.LoaderArgs) {
  return loadConversation(serverApi(context), params.conversationId)
}

/** From then on the page asks for conversations by itself, and keeps those it has seen. */
export function clientLoader() {
  return null
}

/** The list's page draws the thread as well; this route only has its address and its data. */
export default function ConversationPage() {
  return null
}
