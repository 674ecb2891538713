import { Link } from 'react-router'
import { listConversations } from '#modules/inbox/contract/conversations.ts'
import { channelWords, type Thread } from '#modules/inbox/ui/public.ts'
import { When } from '../../kit/when.tsx'
import { useApi } from '../../query.tsx'

const MOST = 3

/** What else this person has written about, open or resolved. */
export function OtherConversations({ thread }: { thread: Thread }) {
  const { id, clientId, contactId } = thread.conversation
  const who = clientId ? { clientId } : { contactId }
  const options = { staleTime: 30_000 }
  const open = useApi(listConversations, { view: 'all', ...who, limit: MOST + 1 }, options).data
  const resolved = useApi(listConversations, { view: 'resolved', ...who, limit: MOST + 1 }, options).data
  const others = [...(open?.items ?? []), ...(resolved?.items ?? [])]
    .filter((one) => one.id !== id)
    .slice(0, MOST)
  if (others.length === 0) return null
  return (
    <section className="cp-s">
      <h3>Other conversations</h3>
      <ul className="cp-conv">
        {others.map((one) => (
          <li key={one.id}>
            <Link to={`/inbox/${one.id}?view=${one.status === 'resolved' ? 'resolved' : 'all'}`}>
              <span className="cut">{one.lastPreview || one.subject || 'No words'}</span>
              <span className="t12 muted nw">
                {channelWords[one.channelKind]} · <When at={one.lastMessageAt} style="date" />
                {one.status !== 'resolved' && ` · ${one.status}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
