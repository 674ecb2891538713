import { windowLeft } from './conversation-time.ts'
import { useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'
import { useTicking } from './inbox-tick.ts'
import { channelWords, readableAddress } from './inbox-words.ts'

/** Whether WhatsApp takes only templates by now; it shuts before one's eyes. */
export function useWindowShut({ windowClosesAt }: Thread): boolean {
  const { asOf } = useInbox()
  const words = useTicking(
    (now) => (windowClosesAt && Date.parse(windowClosesAt) <= now ? 'shut' : 'open'),
    asOf,
  )
  return words === 'shut'
}

/** For how long WhatsApp lets us write freely; elsewhere, where the answer goes. */
export function WindowNote({ thread }: { thread: Thread }) {
  const { asOf } = useInbox()
  const { conversation, windowClosesAt } = thread
  const words = useTicking((now) => {
    if (!windowClosesAt) return ''
    return windowLeft(windowClosesAt, now) ?? 'shut'
  }, asOf)
  if (conversation.channelKind === 'whatsapp' && windowClosesAt) {
    return (
      <span className={`win cut tn ${words === 'shut' ? 'shut' : ''}`}>
        <span className="lab">WhatsApp window </span>
        {words === 'shut' ? 'shut' : `open for ${words}`}
      </span>
    )
  }
  const to = readableAddress(conversation.contactAddress)
  return (
    <span className="win cut">
      {channelWords[conversation.channelKind]}
      {to && ` to ${to}`}
    </span>
  )
}
