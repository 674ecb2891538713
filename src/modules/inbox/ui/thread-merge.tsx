import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { TextField } from '#web/kit/field.tsx'
import { SkeletonRows } from '#web/kit/skeleton.tsx'
import { When } from '#web/kit/when.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { findContacts, mergeContacts, splitContacts } from '../contract/contacts.ts'
import { getConversation, listConversations } from '../contract/conversations.ts'
import { ContactFace } from './conversation-channel.tsx'
import { refreshInbox, type Thread } from './inbox-data.ts'
import { announce } from './inbox-undo.ts'
import { channelWords, readableAddress } from './inbox-words.ts'

const SHORTEST = 2

/** Says that somebody known from elsewhere is the same person; and takes such a word back. */
export function MergeDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { contact } = thread
  const [query, setQuery] = useState(contact.name)
  const wanted = query.trim()
  const found = useApi(findContacts, { q: wanted, limit: 12 }, { enabled: wanted.length >= SHORTEST })
  const client = useQueryClient()
  const refresh = () => refreshInbox(client, thread.conversation.id)
  const invalidates = [getConversation, listConversations]
  const merge = useCommand(mergeContacts, { invalidates })
  const split = useCommand(splitContacts, { success: 'Two people again', invalidates })
  const onMerge = async (mergedId: string) => {
    const result = await merge({ keptId: contact.id, mergedId })
    if (!result.ok) return
    const { mergeId } = result.output
    announce('Now one person', () => api(splitContacts, { mergeId }).then(refresh))
    onClose()
  }
  const merged = new Set(contact.merges.map(({ id }) => id))
  const others = (found.data?.items ?? []).filter(({ id }) => id !== contact.id && !merged.has(id))
  return (
    <Dialog title={`${contact.name} is the same person as…`} width={520} onClose={onClose}>
      <div className="stack s8">
        <p className="muted t13">
          Their conversations then stand together, whatever the channel. It can be taken back at any time.
        </p>
        <TextField
          name="q"
          label="Find a person"
          hideLabel
          type="search"
          icon="search"
          placeholder="A name, number or address"
          autoFocus
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {found.isLoading && <SkeletonRows rows={3} height={56} />}
        {found.isError && <p className="bad t13">{found.error.detail}</p>}
        {found.isSuccess && others.length === 0 && (
          <p className="muted t13">Nobody else is called “{wanted}” or writes from there.</p>
        )}
        <ul className="lines">
          {others.map((other) => (
            <li key={other.id} className="row mrg">
              <ContactFace name={other.name} kind={other.channelKind} />
              <span className="grow">
                <span className="cut m">{other.name}</span>
                <span className="muted t12 cut tn">
                  {channelWords[other.channelKind]} {readableAddress(other.address)}
                </span>
              </span>
              <Button size="sm" busy={merge.isBusy} onClick={() => void onMerge(other.id)}>
                Same person
              </Button>
            </li>
          ))}
        </ul>
        {contact.merges.length > 0 && (
          <section aria-labelledby="merges">
            <h3 id="merges">Said before</h3>
            <ul className="lines">
              {contact.merges.map((one) => (
                <li key={one.id} className="row mrg">
                  <span className="grow cut">
                    {one.name}
                    <span className="muted t12">
                      , <When at={one.mergedAt} style="date" />
                    </span>
                  </span>
                  <Button
                    size="sm"
                    icon="undo"
                    busy={split.isBusy}
                    onClick={() => void split({ mergeId: one.id })}
                  >
                    Take back
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}
