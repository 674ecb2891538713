import { Form, Link, redirect, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { listChannels } from '../contract/channels.ts'
import { createChannelTemplate } from '../contract/templates.ts'
import type { Route } from './+types/new-channel-template-page'
import { TemplateFields, templateLabels } from './channel-template-fields.tsx'
import { templateInput } from './template-form.ts'
import './channels.css'

export const handle: PageHandle = {
  title: 'New template',
  parent: { to: '/settings/channels/templates', label: 'Templates' },
}

export async function loader({ context }: Route.LoaderArgs) {
  const { items } = await serverApi(context)(listChannels, {})
  return { channels: items.filter(({ kind }) => kind === 'whatsapp').map(({ id, name }) => ({ id, name })) }
}

export async function action({ context, request }: Route.ActionArgs) {
  const input = templateInput(formInput(await request.formData()))
  const result = await submit(serverApi(context), createChannelTemplate, input)
  return result.ok ? redirect(`/settings/channels/templates/${result.output.id}`) : refuse(result)
}

const kinds = ['whatsapp', 'sms', 'email'] as const

/** Drafts a template. */
export default function NewChannelTemplatePage({
  loaderData: { channels },
  actionData,
}: Route.ComponentProps) {
  const [search] = useSearchParams()
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'whatsapp'
  return (
    <>
      <PageHead
        title="New template"
        lead={
          kind === 'whatsapp'
            ? 'WhatsApp reads it before it may be used, often within minutes.'
            : 'It can be used as soon as it is saved.'
        }
      />
      <FormResult result={actionData}>
        <Form method="post" className="form card pad" key={kind}>
          <ErrorSummary result={actionData} labels={templateLabels} />
          <input type="hidden" name="channelKind" value={kind} />
          {kind === 'whatsapp' && (
            <SelectField
              name="channelId"
              label="Channel"
              placeholder={channels.length > 0 ? 'Choose a number' : 'No WhatsApp number yet'}
              help={
                channels.length === 0 && (
                  <>
                    <Link to="/settings/channels/new?kind=whatsapp">Add a WhatsApp number</Link> first; its
                    templates belong to it.
                  </>
                )
              }
              options={channels.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={channels.length === 1 ? channels[0]!.id : undefined}
            />
          )}
          <div className="pair">
            <TextField
              name="name"
              label="Name"
              autoComplete="off"
              help={kind === 'whatsapp' ? 'Small letters, digits and underscores.' : undefined}
              placeholder={kind === 'whatsapp' ? 'visit_reminder' : 'Visit reminder'}
            />
            <TextField name="language" label="Language" defaultValue="en_GB" autoComplete="off" />
          </div>
          {kind === 'email' && <TextField name="subject" label="Subject" autoComplete="off" />}
          <TemplateFields isWhatsApp={kind === 'whatsapp'} />
          <div className="acts">
            <Button type="submit" tone="primary">
              Save
            </Button>
            {kinds
              .filter((one) => one !== kind)
              .map((one) => (
                <LinkButton key={one} to={`/settings/channels/templates/new?kind=${one}`}>
                  {{ whatsapp: 'For WhatsApp', sms: 'For SMS', email: 'For e-mail' }[one]}
                </LinkButton>
              ))}
          </div>
        </Form>
      </FormResult>
    </>
  )
}
