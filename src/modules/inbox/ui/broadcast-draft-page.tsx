import { Form, redirect } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import {
  type Broadcast,
  getBroadcast,
  previewBroadcast,
  saveBroadcast,
  startBroadcast,
} from '../contract/broadcasts.ts'
import { listChannels } from '../contract/channels.ts'
import { listChannelTemplates } from '../contract/templates.ts'
import type { Route } from './+types/broadcast-draft-page'
import { draftInput } from './broadcast-input.ts'
import './broadcast.css'

export const handle: PageHandle = {
  title: (data) => (data as { broadcast?: Broadcast } | undefined)?.broadcast?.name ?? 'New broadcast',
  parent: { to: '/broadcasts', label: 'Broadcasts' },
}

const WRITABLE = ['whatsapp', 'sms', 'email']

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const isNew = params.broadcastId === 'new'
  const [channels, templates, broadcast] = await Promise.all([
    api(listChannels, {}),
    api(listChannelTemplates, { usable: true }),
    isNew ? undefined : api(getBroadcast, { broadcastId: params.broadcastId }),
  ])
  if (broadcast && broadcast.status !== 'draft') throw redirect(`/broadcasts/${broadcast.id}`)
  const writable = channels.items.filter(({ kind }) => WRITABLE.includes(kind))
  return { broadcast, channels: writable, templates: templates.items }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, at, ...form } = formInput(await request.formData())
  const input = draftInput(form)
  if (intent === 'preview') {
    const result = await submit(api, previewBroadcast, input)
    return result.ok
      ? { ok: true as const, preview: result.output, input }
      : refuse({ ...result, input: form })
  }
  const isNew = params.broadcastId === 'new'
  const saved = await submit(api, saveBroadcast, {
    ...input,
    ...(!isNew && { broadcastId: params.broadcastId }),
  })
  if (!saved.ok) return refuse({ ...saved, input: form })
  const broadcastId = saved.output.id
  if (intent === 'save') return redirect(`/broadcasts/${broadcastId}/edit`)
  const later = intent === 'plan' && typeof at === 'string' ? { at: new Date(at).toISOString() } : {}
  const started = await submit(api, startBroadcast, { broadcastId, ...later })
  return started.ok ? redirect(`/broadcasts/${broadcastId}`) : refuse({ ...started, input: form })
}

const labels = {
  name: 'Name',
  channelId: 'Channel',
  templateId: 'Text',
  'audience.postcodes': 'Postcodes',
  perMinute: 'Pace',
}

/** A broadcast before it is sent: who, what, how fast; beside it what each would read. */
export default function BroadcastDraftPage({ loaderData, actionData }: Route.ComponentProps) {
  const { broadcast, channels, templates } = loaderData
  const preview = actionData?.ok ? actionData.preview : undefined
  if (templates.length === 0) {
    return (
      <div className="card">
        <EmptyState
          as="h1"
          icon="send"
          title="No text to send yet"
          action={
            <LinkButton tone="primary" to="/settings/channels/templates">
              Write a template
            </LinkButton>
          }
        >
          A broadcast sends a template. WhatsApp approves its texts first; SMS and e-mail need no approval.
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      <PageHead title={broadcast?.name ?? 'New broadcast'} lead="Nobody gets anything until you send it." />
      <FormResult result={actionData?.ok === false ? actionData : undefined}>
        <Form method="post" className="bc-draft" preventScrollReset>
          <div className="stack">
            {actionData?.ok === false && <ErrorSummary result={actionData} labels={labels} />}
            <section className="form card pad" aria-labelledby="what">
              <SectionHead id="what" title="What" />
              <TextField
                name="name"
                label="Name"
                help="For your own lists."
                defaultValue={broadcast?.name}
                autoComplete="off"
              />
              <div className="pair">
                <SelectField
                  name="channelId"
                  label="Channel"
                  defaultValue={broadcast?.channelId}
                  options={channels.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <SelectField
                  name="templateId"
                  label="Text"
                  defaultValue={broadcast?.templateId}
                  options={templates.map(({ id, name, body }) => ({
                    value: id,
                    label: `${name}: ${body.slice(0, 60)}`,
                  }))}
                />
              </div>
              {[1, 2, 3, 4]
                .slice(0, Math.max(...templates.map(({ variableCount }) => variableCount)))
                .map((n) => (
                  <TextField
                    key={n}
                    name={`variables.v${n}`}
                    label={`What stands for {{${n}}}`}
                    optional
                    defaultValue={broadcast?.variables[String(n)]}
                    placeholder={n === 1 ? '{{client.first_name | there}}' : undefined}
                    autoComplete="off"
                  />
                ))}
              <p className="help">
                Filled in for each:{' '}
                {
                  '{{client.first_name}}, {{client.name}}, {{client.postcode}}, {{organization.name}}, {{booking_url}}'
                }
                . After a bar stands what is said where nothing is known.
              </p>
            </section>
            <Audience broadcast={broadcast} />
            <section className="form card pad" aria-labelledby="how">
              <SectionHead id="how" title="How" />
              <div className="pair">
                <TextField
                  name="perMinute"
                  label="Pace"
                  suffix="a minute"
                  inputMode="numeric"
                  defaultValue={broadcast?.perMinute ?? 60}
                />
                <TextField
                  name="creditDays"
                  label="Credit bookings within"
                  suffix="days"
                  inputMode="numeric"
                  defaultValue={broadcast?.creditDays ?? 7}
                />
              </div>
              <TextField
                name="at"
                type="datetime-local"
                label="Send at"
                optional
                help="Leave empty to send now."
              />
              <div className="acts">
                <Button type="submit" name="intent" value="preview" tone={preview ? 'plain' : 'primary'}>
                  Preview
                </Button>
                <Button type="submit" name="intent" value="save">
                  Save draft
                </Button>
                {preview && preview.total > 0 && preview.missingVariables.length === 0 && (
                  <>
                    <Button type="submit" name="intent" value="plan">
                      Send at that time
                    </Button>
                    <Button type="submit" name="intent" value="start" tone="primary">
                      Send to {preview.total} {preview.total === 1 ? 'person' : 'people'} now
                    </Button>
                  </>
                )}
              </div>
            </section>
          </div>
          <Preview preview={preview} />
        </Form>
      </FormResult>
    </>
  )
}

function Audience({ broadcast }: { broadcast: Broadcast | undefined }) {
  const audience = broadcast?.audience
  return (
    <section className="form card pad" aria-labelledby="who">
      <SectionHead id="who" title="Who" />
      <SelectField
        name="audience.onlyAddresses"
        label="From"
        defaultValue={audience?.onlyAddresses === true ? 'true' : 'false'}
        options={[
          { value: 'false', label: 'Clients, as filtered here, and the pasted list' },
          { value: 'true', label: 'The pasted list alone' },
        ]}
      />
      <div className="pair">
        <TextField
          name="tags"
          label="With one of these tags"
          optional
          defaultValue={audience?.tags.join(', ')}
          help="Separated by commas."
        />
        <TextField
          name="postcodes"
          label="Postcodes that begin with"
          optional
          defaultValue={audience?.postcodes.join(', ')}
          help="Such as N16, E8."
        />
        <TextField
          name="audience.lastVisitFrom"
          type="date"
          label="Last visit on or after"
          optional
          defaultValue={audience?.lastVisitFrom}
        />
        <TextField
          name="audience.lastVisitBefore"
          type="date"
          label="Last visit before"
          optional
          defaultValue={audience?.lastVisitBefore}
        />
      </div>
      <TextAreaField
        name="list"
        label="Pasted list"
        optional
        rows={4}
        help={
          audience && audience.addressCount > 0
            ? `${audience.addressCount} pasted lines are kept; pasting again replaces them.`
            : 'One a line: the number or e-mail address, a comma, the name. At most 10,000.'
        }
      />
    </section>
  )
}

function Preview({ preview }: { preview: Output<typeof previewBroadcast> | undefined }) {
  return (
    <aside className="card pad stack s8 bc-preview" aria-label="Preview" aria-live="polite">
      <SectionHead title="Preview" />
      {!preview && (
        <p className="muted t13">Press Preview to see who would get it and what they would read.</p>
      )}
      {preview && (
        <>
          <p>
            <b className="tn">{preview.total}</b> {preview.total === 1 ? 'person gets' : 'people get'} it
            {preview.skipped > 0 && `, ${preview.skipped} do not`}
            {preview.cost !== null && (
              <>
                ; about <Money minor={preview.cost} />
              </>
            )}
            .
          </p>
          {preview.missingVariables.length > 0 && (
            <Banner tone="warn">
              Say what stands for {preview.missingVariables.map((n) => `{{${n}}}`).join(', ')}.
            </Banner>
          )}
          {preview.samples.map(({ name, address, body }) => (
            <figure key={address} style={{ margin: 0 }}>
              <figcaption className="muted t12">
                {name} · {address}
              </figcaption>
              <p className="bc-sample">{body}</p>
            </figure>
          ))}
          {preview.faults.length > 0 && (
            <details className="disclose">
              <summary>
                {preview.faults.length} {preview.faults.length === 1 ? 'line' : 'lines'} of the list cannot be
                used
              </summary>
              <ul className="bc-faults t13">
                {preview.faults.map(({ row, address, reason }) => (
                  <li key={row}>
                    Line {row}, “{address}”: {reason}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </aside>
  )
}
