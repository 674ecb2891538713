import type { FormEvent } from 'react'
import { Form, Link, redirect, useLocation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { Drawer } from '#web/kit/drawer.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { listAgents } from '../contract/agents.ts'
import { getTicket, reopenTicket, resolveTicket, type Ticket, updateTicket } from '../contract/tickets.ts'
import type { Route } from './+types/ticket-drawer'
import { priorityOptions } from './rules-words.ts'
import { ticketLook } from './ticket-look.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [ticket, agents] = await Promise.all([
    api(getTicket, { ticketId: params.ticketId }),
    api(listAgents, {}),
  ])
  return { ticket, agents: agents.items.map(({ memberId, name }) => ({ value: memberId, label: name })) }
}

/** For browsers without JavaScript the buttons post here, too. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { ticketId } = params
  const { intent, ...values } = formInput(await request.formData())
  if (intent === 'resolve' || intent === 'reopen') {
    const result = await submit(api, intent === 'resolve' ? resolveTicket : reopenTicket, { ticketId })
    return result.ok ? redirect(`/tickets/${ticketId}`) : refuse(result)
  }
  const result = await submit(api, updateTicket, { assigneeId: '', ...values, ticketId })
  return result.ok ? { ok: true as const } : refuse(result)
}

const labels = { title: 'What is to be done', priority: 'Priority', status: 'State', assigneeId: 'With' }

/** One ticket over the list: what it is about, who has it, and its end. */
export default function TicketDrawer({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['tickets'])
  const { ticket, agents } = loaderData
  const { search } = useLocation()
  const maySend = useMay('message.send')
  const { word, ...look } = ticketLook[ticket.status]
  const isResolved = ticket.status === 'resolved'
  return (
    <Drawer
      title={
        <span className="row">
          T-{ticket.number}
          <StatusPill {...look}>{word}</StatusPill>
        </span>
      }
      to={`/tickets${search}`}
      width={520}
      actions={maySend && <EndButton ticket={ticket} />}
    >
      <div className="stack">
        {actionData?.ok && (
          <div role="status">
            <Banner tone="good">Saved.</Banner>
          </div>
        )}
        <Facts ticket={ticket} />
        <FormResult result={actionData}>
          <Form method="post" className="form" noValidate key={`${ticket.id} ${ticket.status}`}>
            <fieldset disabled={!maySend || isResolved} className="form">
              <ErrorSummary result={actionData} labels={labels} />
              <TextField name="title" label={labels.title} defaultValue={ticket.title} maxLength={200} />
              <div className="pair">
                <SelectField
                  name="priority"
                  label={labels.priority}
                  options={priorityOptions}
                  defaultValue={ticket.priority}
                />
                {!isResolved && (
                  <SelectField
                    name="status"
                    label={labels.status}
                    options={[
                      { value: 'open', label: 'Open' },
                      { value: 'pending', label: 'Waiting for somebody' },
                    ]}
                    defaultValue={ticket.status}
                  />
                )}
              </div>
              <SelectField
                name="assigneeId"
                label={labels.assigneeId}
                placeholder="Nobody"
                options={agents}
                defaultValue={ticket.assigneeId ?? ''}
              />
            </fieldset>
            {maySend && !isResolved && (
              <div className="acts">
                <Button type="submit">Save</Button>
              </div>
            )}
          </Form>
        </FormResult>
      </div>
    </Drawer>
  )
}

function EndButton({ ticket }: { ticket: Ticket }) {
  const { id: ticketId, status, number } = ticket
  const resolve = useCommand(resolveTicket, {
    success: `T-${number} resolved`,
    undo: { endpoint: reopenTicket, input: () => ({ ticketId }) },
  })
  const reopen = useCommand(reopenTicket, {
    success: `T-${number} is open again`,
    undo: { endpoint: resolveTicket, input: () => ({ ticketId }) },
  })
  const act = status === 'resolved' ? reopen : resolve
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void act({ ticketId })
  }
  return (
    <Form method="post" onSubmit={onSubmit}>
      <input type="hidden" name="intent" value={status === 'resolved' ? 'reopen' : 'resolve'} />
      <Button type="submit" tone={status === 'resolved' ? 'plain' : 'primary'} busy={act.isBusy}>
        {status === 'resolved' ? 'Open again' : 'Resolve'}
      </Button>
    </Form>
  )
}

function Facts({ ticket }: { ticket: Ticket }) {
  const { conversationId, conversationNumber, contactName, clientId } = ticket
  return (
    <dl className="kv">
      {conversationId && (
        <>
          <dt>Conversation</dt>
          <dd>
            <Link className="link" to={`/inbox/${conversationId}`}>
              #{conversationNumber} with {contactName}
            </Link>
          </dd>
        </>
      )}
      {clientId && (
        <>
          <dt>Client</dt>
          <dd>
            <Link className="link" to={`/clients/${clientId}`}>
              {contactName || 'Open the record'}
            </Link>
          </dd>
        </>
      )}
      <dt>Opened</dt>
      <dd>
        <When at={ticket.createdAt} style="date-time" /> by {ticket.createdBy}
      </dd>
      {ticket.resolvedAt && (
        <>
          <dt>Resolved</dt>
          <dd>
            <When at={ticket.resolvedAt} style="date-time" />
            {ticket.resolvedByName && ` by ${ticket.resolvedByName}`}
          </dd>
        </>
      )}
    </dl>
  )
}
