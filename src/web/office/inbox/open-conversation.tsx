import { type RefObject, useState } from 'react'
import {
  type ComposerHandle,
  NoThread,
  Offline,
  ThreadError,
  ThreadPane,
  ThreadSkeleton,
} from '#modules/inbox/ui/public.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ClientPanel } from './client-panel.tsx'
import type { InboxScreen } from './use-inbox.ts'

interface OpenProps {
  screen: InboxScreen
  typingIds: readonly string[]
  composer: RefObject<ComposerHandle | null>
}

/** The thread and, where there is room, its client; else the client is a drawer. */
export function OpenConversation({ screen, typingIds, composer }: OpenProps) {
  const { openId, thread, pathOf, acts, firstClient, total } = screen
  const [isClientOpen, setClientOpen] = useState(false)
  if (openId === null) {
    return (
      <section className="ib-thread" aria-label="Conversation">
        <NoThread total={screen.first ? total : undefined} />
      </section>
    )
  }
  const { data } = thread
  const write = (text: string) => composer.current?.write('reply', text)
  const name = screen.open?.contactName
  return (
    <>
      <section className="ib-thread" aria-label={name ? `Conversation with ${name}` : 'Conversation'}>
        {data ? (
          <ThreadPane
            key={openId}
            thread={data}
            typingIds={typingIds}
            onResolved={acts.noteResolved}
            onShowClient={() => setClientOpen(true)}
            composer={composer}
          />
        ) : thread.error ? (
          <ThreadError error={thread.error} backTo={pathOf(null)} onRetry={() => void thread.refetch()} />
        ) : thread.isPaused ? (
          <Offline />
        ) : (
          <ThreadSkeleton />
        )}
      </section>
      <aside className="ib-client" aria-label="Client">
        {data && <ClientPanel key={openId} thread={data} initial={firstClient} onWrite={write} />}
      </aside>
      {isClientOpen && data && (
        <Dialog title="Client" place="side" width={400} onClose={() => setClientOpen(false)}>
          <div className="cp-drawer">
            <ClientPanel
              thread={data}
              initial={firstClient}
              onWrite={(text) => {
                setClientOpen(false)
                write(text)
              }}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}
