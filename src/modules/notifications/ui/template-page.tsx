import { useRef, useState } from 'react'
import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  getTemplate,
  previewTemplate,
  resetTemplate,
  sendTestMessage,
  type Template,
  TemplateKey,
  updateTemplate,
} from '../contract.ts'
import type { Route } from './+types/template-page'
import { MailFrame } from './mail-frame.tsx'
import { messageLook } from './message-look.ts'
import { ResetButton } from './reset-button.tsx'
import { usePreview } from './use-preview.ts'
import { VariableList } from './variable-list.tsx'
import './notifications.css'

export const handle: PageHandle = {
  title: (data) => (data as { template?: Template } | undefined)?.template?.name ?? 'Message',
  parent: { to: '/settings/templates', label: 'Messages' },
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const key = TemplateKey.options.find((one) => one === params.key)
  if (!key) throw new Response(null, { status: 404 })
  const [template, preview] = await Promise.all([api(getTemplate, { key }), api(previewTemplate, { key })])
  return { template, preview, isSaved: new URL(request.url).searchParams.has('saved') }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, ...typed } = formInput(await request.formData())
  const draft = { ...typed, key: params.key }
  switch (intent) {
    case 'reset': {
      const result = await submit(api, resetTemplate, { key: params.key })
      return result.ok ? redirect(`/settings/templates/${params.key}?saved`) : refuse(result)
    }
    case 'test': {
      const result = await submit(api, sendTestMessage, draft)
      return result.ok ? { ok: true as const, input: typed, test: result.output } : refuse(result)
    }
    case 'preview': {
      const result = await submit(api, previewTemplate, draft)
      return result.ok ? { ok: true as const, input: typed, preview: result.output } : refuse(result)
    }
    default: {
      const result = await submit(api, updateTemplate, draft)
      return result.ok ? redirect(`/settings/templates/${params.key}?saved`) : refuse(result)
    }
  }
}

type Props = Route.ComponentProps

/** One message: its text, its variables, and beside them how it will look. */
export default function TemplatePage({ loaderData, actionData }: Props) {
  const { template } = loaderData
  return (
    <div className="stack">
      <PageHead title={template.name} lead={template.purpose} />
      {loaderData.isSaved && !actionData && (
        <Banner tone="good">{template.isChanged ? 'Saved.' : 'The default text is in use again.'}</Banner>
      )}
      {actionData?.ok && actionData.test && <TestResult test={actionData.test} />}
      <Editor
        // A saved or reset text replaces what stands in the fields.
        key={`${template.version} ${template.updatedAt}`}
        template={template}
        first={loaderData.preview}
        actionData={actionData}
      />
    </div>
  )
}

type Test = { sentTo: string; status: keyof typeof messageLook; error: string | null; messageId: string }

function TestResult({ test }: { test: Test }) {
  const open = (
    <LinkButton size="sm" to={`/outbox/${test.messageId}`}>
      Open
    </LinkButton>
  )
  if (test.status === 'sent') return <Banner tone="good">The test is on its way to {test.sentTo}.</Banner>
  if (test.status === 'outbox') {
    return (
      <Banner tone="info" actions={open}>
        No mail server is set, so the test to {test.sentTo} is kept in the Outbox.
      </Banner>
    )
  }
  return (
    <Banner tone="bad" actions={open}>
      The test could not be sent: {test.error ?? messageLook[test.status].word}
    </Banner>
  )
}

interface EditorProps {
  template: Template
  first: Props['loaderData']['preview']
  actionData: Props['actionData']
}

function Editor({ template, first, actionData }: EditorProps) {
  const mayEdit = useMay('template.edit')
  const sent = actionData?.input as { subject?: string; body?: string } | undefined
  const [subject, setSubject] = useState(sent?.subject ?? template.subject)
  const [body, setBody] = useState(sent?.body ?? template.body)
  const area = useRef<HTMLTextAreaElement>(null)
  const { preview, faults } = usePreview({ key: template.key, subject, body })
  const posted = actionData?.ok ? actionData.preview : undefined
  const shown = preview ?? posted ?? first
  const wrong = (part: string) => faults.find(({ path }) => path[0] === part)?.message
  const insert = (text: string) => {
    const at = area.current?.selectionStart ?? body.length
    setBody(body.slice(0, at) + text + body.slice(area.current?.selectionEnd ?? at))
    area.current?.focus()
  }
  return (
    <div className="editor">
      <FormResult result={actionData}>
        <Form method="post" className="stack" preventScrollReset>
          <ErrorSummary result={actionData} labels={{ subject: 'Subject', body: 'Text' }} />
          <TextField
            name="subject"
            label="Subject"
            maxLength={200}
            required
            readOnly={!mayEdit}
            error={wrong('subject')}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <TextAreaField
            ref={area}
            name="body"
            label="Text"
            help="MJML: paragraphs in <mj-text>, buttons in <mj-button>. Logo, colour and contact are added around it."
            rows={20}
            required
            spellCheck={false}
            readOnly={!mayEdit}
            error={wrong('body')}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          {mayEdit && (
            <div className="row wrap">
              <Button type="submit" tone="primary" name="intent" value="save">
                Save text
              </Button>
              <Button type="submit" name="intent" value="test" icon="send">
                Send test to me
              </Button>
              <noscript>
                <Button type="submit" name="intent" value="preview">
                  Show preview
                </Button>
              </noscript>
              {template.isChanged && <ResetButton />}
            </div>
          )}
          <VariableList variables={template.variables} onPick={mayEdit ? insert : undefined} />
        </Form>
      </FormResult>
      <section className="stack s8" aria-label="Preview" aria-live="polite">
        <div className="sec-h">
          <h2>Preview</h2>
          <span className="end">filled with samples</span>
        </div>
        <p className="m">{shown.subject}</p>
        <MailFrame html={shown.html} title="Preview of the message" />
      </section>
    </div>
  )
}
