import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { getConversation } from '../contract/conversations.ts'
import { createTicket, listTickets, reopenTicket, resolveTicket } from '../contract/tickets.ts'
import type { Priority } from '../contract/words.ts'
import { useInbox } from './inbox-context.tsx'
import type { Thread } from './inbox-data.ts'
import { priorityWords } from './inbox-words.ts'

const looks = { open: 'neutral', pending: 'info', resolved: 'good' } as const

/** What is to be done for the client beyond this conversation: open one, and see those there are. */
export function TicketDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { conversation, tickets } = thread
  const { choices } = useInbox()
  const [title, setTitle] = useState(conversation.subject)
  const [priority, setPriority] = useState<Priority>(conversation.priority)
  const [assigneeId, setAssigneeId] = useState(conversation.assigneeId ?? '')
  const create = useCommand(createTicket, {
    success: ({ number }) => `Ticket T-${number} opened`,
    undo: { endpoint: resolveTicket, input: ({ id }) => ({ ticketId: id }) },
    invalidates: [getConversation, listTickets],
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const result = await create({
      title,
      priority,
      conversationId: conversation.id,
      ...(assigneeId && { assigneeId }),
    })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title="Open a ticket"
      width={480}
      onClose={onClose}
      actions={
        <Button tone="primary" type="submit" form="new-ticket" busy={create.isBusy}>
          Open ticket
        </Button>
      }
    >
      <FormResult result={create.refusal}>
        <form id="new-ticket" className="form" onSubmit={(event) => void onSubmit(event)}>
          <TextField
            name="title"
            label="What is to be done"
            required
            autoFocus
            maxLength={200}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <SelectField
            name="priority"
            label="Priority"
            options={Object.entries(priorityWords).map(([value, label]) => ({ value, label }))}
            value={priority}
            onChange={(event) => setPriority(event.currentTarget.value as Priority)}
          />
          <SelectField
            name="assigneeId"
            label="Who does it"
            options={[
              { value: '', label: 'Nobody yet' },
              ...choices.agents.map(({ memberId, name }) => ({ value: memberId, label: name })),
            ]}
            value={assigneeId}
            onChange={(event) => setAssigneeId(event.currentTarget.value)}
          />
        </form>
      </FormResult>
      {tickets.length > 0 && (
        <section className="tks" aria-labelledby="own-tickets">
          <h3 id="own-tickets">Tickets of this conversation</h3>
          {tickets.map((ticket) => (
            <TicketLine key={ticket.id} ticket={ticket} />
          ))}
        </section>
      )}
      <ClientTickets thread={thread} />
    </Dialog>
  )
}

function TicketLine({ ticket }: { ticket: Thread['tickets'][number] }) {
  const invalidates = [getConversation, listTickets]
  const input = () => ({ ticketId: ticket.id })
  const resolve = useCommand(resolveTicket, {
    success: 'Ticket resolved',
    undo: { endpoint: reopenTicket, input },
    invalidates,
  })
  const reopen = useCommand(reopenTicket, {
    success: 'Ticket opened again',
    undo: { endpoint: resolveTicket, input },
    invalidates,
  })
  const isDone = ticket.status === 'resolved'
  const act = isDone ? reopen : resolve
  return (
    <div className="row tk-line">
      <Icon name="ticket" />
      <Link className="link cut grow" to={`/tickets/${ticket.id}`}>
        T-{ticket.number} {ticket.title}
      </Link>
      <StatusPill tone={looks[ticket.status]} plain>
        {ticket.status}
      </StatusPill>
      <Button size="sm" busy={act.isBusy} onClick={() => void act({ ticketId: ticket.id })}>
        {isDone ? 'Open again' : 'Resolve'}
      </Button>
    </div>
  )
}

/** Those of the same client from elsewhere, so that nobody opens a second one for the same thing. */
function ClientTickets({ thread }: { thread: Thread }) {
  const { clientId } = thread.conversation
  const own = new Set(thread.tickets.map(({ id }) => id))
  const found = useApi(
    listTickets,
    { clientId: clientId ?? '', status: ['open', 'pending'], limit: 5 },
    { enabled: clientId !== null },
  ).data
  const others = (found?.items ?? []).filter(({ id }) => !own.has(id))
  if (others.length === 0) return null
  return (
    <section className="tks" aria-labelledby="client-tickets">
      <h3 id="client-tickets">Already open for {thread.conversation.contactName}</h3>
      {others.map((ticket) => (
        <TicketLine key={ticket.id} ticket={ticket} />
      ))}
    </section>
  )
}
