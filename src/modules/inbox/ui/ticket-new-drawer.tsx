import { Form, redirect, useLocation, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { Drawer } from '#web/kit/drawer.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { listAgents } from '../contract/agents.ts'
import { createTicket } from '../contract/tickets.ts'
import type { Route } from './+types/ticket-new-drawer'
import { priorityOptions } from './rules-words.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { items } = await serverApi(context)(listAgents, {})
  return { agents: items.map(({ memberId, name }) => ({ value: memberId, label: name })) }
}

export async function action({ context, request }: Route.ActionArgs) {
  const result = await submit(serverApi(context), createTicket, formInput(await request.formData()))
  return result.ok ? redirect(`/tickets/${result.output.id}`) : refuse(result)
}

const labels = { title: 'What is to be done', priority: 'Priority', assigneeId: 'With' }

/** Opens a ticket that belongs to no conversation. */
export default function TicketNewDrawer({ loaderData, actionData }: Route.ComponentProps) {
  const { search } = useLocation()
  const { state } = useNavigation()
  return (
    <Drawer title="New ticket" to={`/tickets${search}`} width={480}>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={labels} />
          <TextField
            name="title"
            label={labels.title}
            maxLength={200}
            autoComplete="off"
            autoFocus
            required
          />
          <div className="pair">
            <SelectField
              name="priority"
              label={labels.priority}
              options={priorityOptions}
              defaultValue="normal"
            />
            <SelectField
              name="assigneeId"
              label={labels.assigneeId}
              placeholder="Nobody yet"
              options={loaderData.agents}
            />
          </div>
          <div className="acts">
            <Button type="submit" tone="primary" busy={state === 'submitting'}>
              Open ticket
            </Button>
          </div>
        </Form>
      </FormResult>
    </Drawer>
  )
}
