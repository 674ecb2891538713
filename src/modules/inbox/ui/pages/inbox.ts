import { type RouteConfigEntry, route } from '@react-router/dev/routes'

/** List and thread are one screen: the thread's route only has its address and its data. */
export const inboxOfficePages: RouteConfigEntry[] = [
  route('inbox', 'web/office/inbox/inbox-page.tsx', [
    route(':conversationId', 'web/office/inbox/conversation-page.tsx', { id: 'inbox-conversation' }),
  ]),
]
