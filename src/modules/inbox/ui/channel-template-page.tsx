import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import * as contract from '../contract/templates.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/channel-template-page'
import { TemplateFields, templateLabels } from './channel-template-fields.tsx'
import { reasonWords, TemplateLook, TemplateState } from './channel-template-look.tsx'
import { templateInput } from './template-form.ts'
import './channels.css'

export const handle: PageHandle = {
  title: (data) => (data as contract.ChannelTemplate | undefined)?.name ?? 'Template',
  parent: { to: '/settings/channels/templates', label: 'Templates' },
}

export async function loader({ context, params: { templateId } }: Route.LoaderArgs) {
  return serverApi(context)(contract.getChannelTemplate, { templateId })
}

export async function action({ context, params: { templateId }, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, ...input } = formInput(await request.formData())
  if (intent === 'submit') {
    const result = await submit(api, contract.submitChannelTemplate, { templateId })
    return result.ok ? { ok: true as const, words: 'Sent to WhatsApp for approval.' } : refuse(result)
  }
  if (intent === 'delete') {
    const result = await submit(api, contract.deleteChannelTemplate, { templateId })
    return result.ok ? redirect('/settings/channels/templates') : refuse(result)
  }
  const result = await submit(api, contract.updateChannelTemplate, { ...templateInput(input), templateId })
  return result.ok ? { ok: true as const, words: 'Saved.' } : refuse(result)
}

/** One template: its approval, its words, what its reader sees. */
export default function ChannelTemplatePage({ loaderData: template, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['channels'])
  const mayEdit = useMay('template.edit')
  const isWhatsApp = template.channelKind === 'whatsapp'
  const maySubmit = mayEdit && isWhatsApp && (template.status === 'draft' || template.status === 'rejected')
  const reason = actionData?.ok === false ? actionData.details?.reason : undefined
  return (
    <div className="stack">
      <PageHead
        title={template.name}
        lead={
          <>
            {template.channelName ?? channelNames[template.channelKind]} ·{' '}
            {template.language.replace('_', '-')} · version {template.version}{' '}
            <TemplateState template={template} />
          </>
        }
        actions={
          maySubmit && (
            <Form method="post">
              <Button type="submit" tone="primary" name="intent" value="submit">
                Send for approval
              </Button>
            </Form>
          )
        }
      />
      {template.reason && <Banner tone="bad">{reasonWords(template.reason)}</Banner>}
      {actionData?.ok && <Banner tone="good">{actionData.words}</Banner>}
      {typeof reason === 'string' && <Banner tone="bad">{reason}</Banner>}
      {!mayEdit && <TemplateLook {...template} />}
      {mayEdit && (
        <FormResult result={actionData}>
          <Form method="post" className="form card pad" key={template.version}>
            <SectionHead title="Words" />
            <ErrorSummary result={actionData} labels={templateLabels} />
            {isWhatsApp && template.status !== 'draft' && (
              <p className="muted t13">
                Once it is changed it is a draft again, and approved anew before it is used.
              </p>
            )}
            {template.channelKind === 'email' && (
              <TextField name="subject" label="Subject" defaultValue={template.subject} />
            )}
            <TemplateFields template={template} isWhatsApp={isWhatsApp} />
            <div className="acts">
              <Button type="submit" name="intent" value="save">
                Save
              </Button>
            </div>
          </Form>
        </FormResult>
      )}
      {mayEdit && (
        <section className="card pad" aria-label="More">
          <details className="disclose">
            <summary>Delete this template</summary>
            <Form method="post" className="stack s8">
              <p className="muted t13">
                It is deleted here and at the provider. Messages that were sent with it stay as they are.
              </p>
              <div>
                <Button type="submit" tone="danger" name="intent" value="delete">
                  Delete template
                </Button>
              </div>
            </Form>
          </details>
        </section>
      )}
    </div>
  )
}
