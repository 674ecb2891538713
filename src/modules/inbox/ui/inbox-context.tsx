import { createContext, use } from 'react'
import type { Conversation } from '../contract/conversations.ts'
import type { Acts } from './inbox-acts.ts'
import type { Choices } from './inbox-data.ts'
import type { InboxFilter } from './inbox-url.ts'

/** Small lists to choose from, opened by a button or a key. */
export type PickerKind = 'assign' | 'snooze' | 'labels' | 'priority' | 'macros' | 'services'

/** What every part of the inbox needs to know of the others. */
export interface Inbox {
  filter: InboxFilter
  memberId: string
  /** The server's time of the list that the document brought: the first words about time are made from it. */
  asOf: string
  mayWrite: boolean
  choices: Choices
  acts: Acts
  /** Opens a list to choose from, for one conversation or for those that are selected. */
  pick: (kind: PickerKind, target: readonly Conversation[], anchor?: HTMLElement | null) => void
  /** Gives the keyboard back to the list. */
  focusList: () => void
  /** The address of a conversation, with the list's filter kept. */
  pathOf: (conversationId: string | null) => string
}

const InboxContext = /* @__PURE__ */ createContext<Inbox | null>(null)

export const InboxProvider = InboxContext

export function useInbox(): Inbox {
  const inbox = use(InboxContext)
  if (!inbox) throw new Error('This part belongs inside the inbox')
  return inbox
}
