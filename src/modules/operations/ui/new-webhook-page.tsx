import { Form } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createWebhook, listWebhookEvents } from '../contract.ts'
import type { Route } from './+types/new-webhook-page'
import { EventPicker } from './event-picker.tsx'
import { SecretOnce } from './secret-once.tsx'
import './operations.css'

export const handle: PageHandle = {
  title: 'New webhook',
  parent: { to: '/settings/webhooks', label: 'Webhooks' },
}

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listWebhookEvents, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const result = await submit(serverApi(context), createWebhook, formInput(await request.formData()))
  if (!result.ok) return refuse(result)
  const { id, url, secret } = result.output
  return { ok: true as const, created: { id, url, secret } }
}

/** Adds a webhook. The answer is not a redirect, because only it can show the secret. */
export default function NewWebhookPage({ loaderData, actionData }: Route.ComponentProps) {
  if (actionData?.ok) {
    const { id, url, secret } = actionData.created
    return (
      <div className="stack">
        <PageHead title="Webhook added" lead={url} />
        <SecretOnce secret={secret} />
        <div>
          <LinkButton tone="primary" to={`/settings/webhooks/${id}`}>
            I have stored it
          </LinkButton>
        </div>
      </div>
    )
  }
  return (
    <>
      <PageHead title="New webhook" lead="Events are posted as JSON to your address as they happen." />
      <FormResult result={actionData}>
        <Form method="post" className="form card pad">
          <ErrorSummary
            result={actionData}
            labels={{ url: 'Address', description: 'Name', events: 'Events' }}
          />
          <TextField
            name="url"
            label="Address"
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://example.com/hooks/frontdesk"
            help="It must answer with a status of 200 to 299 within 10 seconds."
          />
          <TextField name="description" label="Name" optional autoComplete="off" help="For your own lists." />
          <EventPicker events={loaderData.items} chosen={['*']} />
          <div className="acts">
            <Button type="submit" tone="primary">
              Add webhook
            </Button>
            <LinkButton to="/settings/webhooks">Cancel</LinkButton>
          </div>
        </Form>
      </FormResult>
    </>
  )
}
