import { type FormEvent, useState } from 'react'
import { createClient, findDuplicates, listClients } from '#modules/crm/contract/clients.ts'
import { readableAddress, type Thread, useInbox } from '#modules/inbox/ui/public.ts'
import { Button, LinkButton } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useApi, useCommand } from '../../query.tsx'
import { useMay } from '../../session.ts'
import { OtherConversations } from './other-conversations.tsx'

interface Found {
  id: string
  name: string
  detail: string
  isLikely: boolean
}

/** Nobody knows yet who this is: the likely client, a search, or a new one. */
export function FindClient({ thread }: { thread: Thread }) {
  const { acts, mayWrite } = useInbox()
  const mayEdit = useMay('client.edit')
  const mayBook = useMay('booking.create')
  const { contact, conversation } = thread
  const [query, setQuery] = useState('')
  const found = useFound(thread, query.trim())
  const create = useCommand(createClient, { success: ({ name }) => `${name} is a client now` })
  const isUnproven = conversation.channelKind === 'webchat'
  const isNamed = /\p{L}/u.test(contact.name)
  const onCreate = async (event: FormEvent) => {
    event.preventDefault()
    const name = query.trim() || contact.name
    const phone = contact.phone ?? undefined
    const email = contact.email ?? undefined
    const first = await create({ name, ...(phone && { phone }), ...(email && { email }) })
    // Providers know numbers that the client's record does not take; the contact keeps them in any case.
    const refused = first.ok ? [] : first.faults.map(({ path }) => String(path[0]))
    const isOnlyReach = refused.length > 0 && refused.every((field) => field === 'phone' || field === 'email')
    const result = isOnlyReach
      ? await create({
          name,
          ...(phone && !refused.includes('phone') && { phone }),
          ...(email && !refused.includes('email') && { email }),
        })
      : first
    if (result.ok) await acts.linkClient(conversation, { id: result.output.id, name: result.output.name })
  }
  return (
    <>
      <section className="cp-s">
        <h2>{contact.name}</h2>
        <dl className="kv cp-kv">
          {contact.phone && (
            <>
              <dt>Telephone</dt>
              <dd className="tn">
                <a href={`tel:${contact.phone}`}>{readableAddress(contact.phone)}</a>
              </dd>
            </>
          )}
          {contact.email && (
            <>
              <dt>E-mail</dt>
              <dd>{contact.email}</dd>
            </>
          )}
        </dl>
        {isUnproven && (contact.email || contact.phone) && (
          <p className="t13 muted">They say so in the web chat; nobody has checked it.</p>
        )}
        {contact.isOptedOut && <p className="t13 bad">They asked not to get messages here.</p>}
      </section>
      {mayWrite && (
        <section className="cp-s stack s8">
          <h3>Which client is this?</h3>
          <span className="affix">
            <Icon name="search" />
            <input
              className="input"
              type="search"
              aria-label="Find a client"
              placeholder="Find a client"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </span>
          <ul className="lines cp-found">
            {found.map(({ id, name, detail, isLikely }) => (
              <li key={id} className="row">
                <span className="grow">
                  <span className="cut m">{name}</span>
                  <span className="t12 muted cut">
                    {isLikely ? `${isUnproven ? 'Says they are them' : 'Probably'}: ${detail}` : detail}
                  </span>
                </span>
                <Button size="sm" onClick={() => void acts.linkClient(conversation, { id, name })}>
                  {isLikely ? 'Link to client' : 'Link'}
                </Button>
              </li>
            ))}
          </ul>
          {query.trim().length >= 2 && found.length === 0 && (
            <p className="t13 muted">Nobody is called so.</p>
          )}
          {mayEdit && (isNamed || query.trim() !== '') && (
            <form onSubmit={(event) => void onCreate(event)}>
              <Button size="sm" type="submit" icon="plus" busy={create.isBusy}>
                New client “{query.trim() || contact.name}”
              </Button>
              {create.refusal && create.refusal.faults.length > 0 && (
                <p className="bad t13" role="alert">
                  {create.refusal.faults[0]?.message}
                </p>
              )}
            </form>
          )}
          {mayBook && (
            <LinkButton size="sm" tone="quiet" to={`/appointments/new?q=${encodeURIComponent(contact.name)}`}>
              Book without a client
            </LinkButton>
          )}
        </section>
      )}
      <OtherConversations thread={thread} />
    </>
  )
}

const reasons = { email: 'same e-mail', phone: 'same telephone', name: 'similar name' } as const

/** Those with the same number or address first; what was searched for instead, as soon as something is typed. */
function useFound(thread: Thread, query: string): Found[] {
  const { contact } = thread
  const same = useApi(
    findDuplicates,
    { name: contact.name, phone: contact.phone ?? undefined, email: contact.email ?? undefined },
    { enabled: query === '' },
  ).data
  const searched = useApi(listClients, { q: query, limit: 5 }, { enabled: query.length >= 2 }).data
  if (query.length >= 2) {
    return (searched?.items ?? []).map(({ id, name, phone, email, address }) => ({
      id,
      name,
      detail: [phone ?? email, address.postcode].filter(Boolean).join(' · '),
      isLikely: false,
    }))
  }
  return (same?.items ?? []).map((one) => ({
    id: one.id,
    name: one.name,
    detail: one.reasons.map((reason) => reasons[reason]).join(', '),
    isLikely: true,
  }))
}
