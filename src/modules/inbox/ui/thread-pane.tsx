import { lazy, type Ref, Suspense, useEffect, useRef, useState } from 'react'
import { Icon } from '#web/kit/icon.tsx'
import { usePresence } from '#web/live.tsx'
import type { Conversation } from '../contract/conversations.ts'
import { Composer, type ComposerHandle } from './composer-box.tsx'
import { useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'
import { ThreadBar, type ThreadDialog, ThreadHead } from './thread-head.tsx'
import { ThreadMessages } from './thread-messages.tsx'

const TicketDialog = /* @__PURE__ */ lazy(() =>
  import('./thread-ticket.tsx').then((part) => ({ default: part.TicketDialog })),
)
const MergeDialog = /* @__PURE__ */ lazy(() =>
  import('./thread-merge.tsx').then((part) => ({ default: part.MergeDialog })),
)

interface PaneProps {
  thread: Thread
  /** Members and contacts who are typing here. */
  typingIds: readonly string[]
  onResolved: (conversation: Conversation) => void
  onShowClient: () => void
  composer: Ref<ComposerHandle>
}

/** One conversation: head, messages, and where one answers. */
export function ThreadPane({ thread, typingIds, onResolved, onShowClient, composer }: PaneProps) {
  const { memberId, mayWrite } = useInbox()
  const { conversation } = thread
  const [dialog, setDialog] = useState<ThreadDialog | null>(null)
  const here = usePresence(`conversation:${conversation.id}`).filter((person) => person.memberId !== memberId)
  useReading(conversation)
  return (
    <>
      <ThreadHead thread={thread} onDialog={setDialog} onShowClient={onShowClient} />
      <ThreadBar thread={thread} />
      {here.length > 0 && (
        <p className="th-here t12" role="status">
          <Icon name="eye" size={14} />
          {hereWords(here.map(({ name }) => name))}
        </p>
      )}
      <ThreadMessages thread={thread} typing={useTypingWords(thread, typingIds)} />
      {mayWrite ? (
        <Composer key={conversation.id} thread={thread} onResolved={onResolved} handle={composer} />
      ) : (
        <p className="comp-read t13 muted">You may read this conversation. Writing needs another role.</p>
      )}
      <Suspense>
        {dialog === 'ticket' && <TicketDialog thread={thread} onClose={() => setDialog(null)} />}
        {dialog === 'merge' && <MergeDialog thread={thread} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  )
}

function hereWords(names: readonly string[]): string {
  if (names.length === 1) return `${names[0]} is also here`
  if (names.length === 2) return `${names[0]} and ${names[1]} are also here`
  return `${names[0]} and ${names.length - 1} others are also here`
}

function useTypingWords(thread: Thread, ids: readonly string[]): string | null {
  const { choices, memberId } = useInbox()
  if (ids.length === 0 || ids.every((id) => id === memberId)) return null
  const agent = choices.agents.find((one) => one.memberId !== memberId && ids.includes(one.memberId))
  if (agent) return `${agent.name} is writing`
  return ids.includes(thread.contact.id) ? `${thread.conversation.contactName} is writing` : null
}

/** What is open and in sight counts as read, also when something new comes in; unless one has just made it unread. */
function useReading(conversation: Conversation): void {
  const { acts } = useInbox()
  const { id, isUnread, lastMessageAt } = conversation
  const noted = useRef('')
  const latest = useRef({ acts, conversation })
  useEffect(() => {
    latest.current = { acts, conversation }
  })
  const key = `${id} ${lastMessageAt}`
  useEffect(() => {
    const read = () => {
      if (!isUnread || document.visibilityState !== 'visible' || noted.current === key) return
      noted.current = key
      void latest.current.acts.markRead(latest.current.conversation)
    }
    if (!isUnread) noted.current = key
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [isUnread, key])
}
