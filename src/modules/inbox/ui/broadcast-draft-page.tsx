import { Form, redirect, useNavigation, useSearchParams } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { type FormValues, formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import {
  type Broadcast,
  deleteBroadcast,
  getBroadcast,
  previewBroadcast,
  saveBroadcast,
  startBroadcast,
} from '../contract/broadcasts.ts'
import { listChannels } from '../contract/channels.ts'
import { listChannelTemplates } from '../contract/templates.ts'
import type { Route } from './+types/broadcast-draft-page'
import { BroadcastAudience } from './broadcast-audience.tsx'
import { draftInput, draftRefusal, plannedAt, readList } from './broadcast-input.ts'
import { BroadcastPreview } from './broadcast-preview.tsx'
import { BroadcastWording, fits } from './broadcast-wording.tsx'
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
  const typed = formInput(await request.formData())
  const { intent, at, ...form } = typed
  const isNew = params.broadcastId === 'new'
  if (intent === 'delete') {
    const gone = await submit(api, deleteBroadcast, { broadcastId: params.broadcastId })
    return gone.ok ? redirect('/broadcasts?deleted') : refuse(draftRefusal(gone, typed))
  }
  if (intent === 'preview') return preview(api, typed, form)
  const { org } = await api(getSession, {})
  const planned = intent === 'plan' ? plannedAt(at, org.zone, Date.now()) : undefined
  if (planned?.ok === false) return refuse(badTime(planned.fault, typed))
  const saved = await submit(api, saveBroadcast, {
    ...draftInput(form),
    ...(!isNew && { broadcastId: params.broadcastId }),
  })
  if (!saved.ok) return refuse(draftRefusal(saved, typed))
  const broadcastId = saved.output.id
  if (intent === 'save') return redirect(`/broadcasts/${broadcastId}/edit?saved`)
  const started = await submit(api, startBroadcast, { broadcastId, ...(planned && { at: planned.at }) })
  return started.ok ? redirect(`/broadcasts/${broadcastId}`) : refuse(draftRefusal(started, typed))
}

/** The preview, its rows told by their lines in what was pasted. */
async function preview(api: ReturnType<typeof serverApi>, typed: FormValues, form: FormValues) {
  const result = await submit(api, previewBroadcast, draftInput(form))
  if (!result.ok) return refuse(draftRefusal(result, typed))
  const lines = typeof form.list === 'string' ? readList(form.list) : []
  const faults = result.output.faults.map((fault) => ({
    ...fault,
    row: lines[fault.row - 1]?.line ?? fault.row,
  }))
  return { ok: true as const, preview: { ...result.output, faults }, input: typed }
}

function badTime(message: string, input: FormValues) {
  const faults = [{ path: ['at'], message }]
  return {
    ok: false as const,
    status: 422,
    code: 'input.invalid',
    message,
    faults,
    details: {},
    requestId: '',
    input,
  }
}

const labels: Record<string, string> = {
  name: 'Name',
  channelId: 'Channel',
  templateId: 'Text',
  tags: 'Tags',
  postcodes: 'Postcodes',
  list: 'Pasted list',
  perMinute: 'Pace',
  creditDays: 'Credit bookings within',
  at: 'Send at',
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`variables.v${i + 1}`, `{{${i + 1}}}`])),
}

/** A broadcast before it is sent: what, who, how fast and when; beside it what each would read. */
export default function BroadcastDraftPage({ loaderData, actionData }: Route.ComponentProps) {
  const { broadcast, channels, templates } = loaderData
  const [search] = useSearchParams()
  if (!channels.some((channel) => templates.some((template) => fits(template, channel))))
    return <NothingToSend hasChannels={channels.length > 0} />
  const result = actionData?.ok === false ? actionData : undefined
  const shown = actionData?.ok ? actionData.preview : undefined
  const fields = actionData?.ok ? previewed(actionData) : actionData
  return (
    <>
      <PageHead title={broadcast?.name ?? 'New broadcast'} lead="Nobody gets anything until you send it." />
      {!actionData && search.has('saved') && <Banner tone="good">The draft is saved.</Banner>}
      <FormResult result={fields}>
        <Form method="post" className="bc-draft" preventScrollReset noValidate>
          <div className="stack">
            {result && <ErrorSummary result={result} labels={labels} />}
            <BroadcastWording
              {...{ broadcast, channels, templates }}
              sent={(actionData?.input ?? {}) as Record<string, never>}
            />
            <BroadcastAudience broadcast={broadcast} />
            <Sending broadcast={broadcast} people={readyFor(shown)} />
          </div>
          <BroadcastPreview preview={shown} key={shown ? JSON.stringify(shown.samples[0]) : ''} />
        </Form>
      </FormResult>
      {broadcast && <DeleteDraft />}
    </>
  )
}

/** What was typed comes back with a preview as well, for browsers without JavaScript, with what is missing. */
function previewed({ preview, input }: { preview: { missingVariables: string[] }; input: FormValues }) {
  const faults = preview.missingVariables.map((n) => ({
    path: ['variables', `v${n}`],
    message: `Say what stands for {{${n}}}.`,
  }))
  return { ok: false, faults, input }
}

/** How many it would go to, once a preview says that nothing is amiss. */
function readyFor(preview: { total: number; missingVariables: string[] } | undefined): number {
  return preview && preview.missingVariables.length === 0 ? preview.total : 0
}

function Sending({ broadcast, people }: { broadcast: Broadcast | undefined; people: number }) {
  const { zone } = useLocale()
  const navigation = useNavigation()
  const intent = navigation.state === 'submitting' ? navigation.formData?.get('intent') : undefined
  return (
    <section className="form card pad" aria-labelledby="how">
      <SectionHead id="how" title="How and when" />
      <div className="bc-four">
        <TextField
          name="perMinute"
          label="Pace"
          suffix="a minute"
          inputMode="numeric"
          defaultValue={broadcast?.perMinute ?? 60}
          help="Slower leaves time to answer, and to stop."
        />
        <TextField
          name="creditDays"
          label="Credit bookings within"
          suffix="days"
          inputMode="numeric"
          defaultValue={broadcast?.creditDays ?? 7}
          help="A booking counts for this broadcast if it was the last touch."
        />
        <TextField
          name="at"
          type="datetime-local"
          label="Send at"
          optional
          help={`By the clocks of ${zone.split('/').at(-1)!.replaceAll('_', ' ')}, whatever changes until then.`}
        />
      </div>
      <div className="acts">
        <Button
          type="submit"
          name="intent"
          value="preview"
          tone={people > 0 ? 'plain' : 'primary'}
          busy={intent === 'preview'}
        >
          Preview
        </Button>
        {people > 0 && (
          <>
            <Button type="submit" name="intent" value="start" tone="primary" busy={intent === 'start'}>
              Send to {people.toLocaleString('en-GB')} {people === 1 ? 'person' : 'people'} now
            </Button>
            <Button type="submit" name="intent" value="plan" busy={intent === 'plan'}>
              Send at that time
            </Button>
          </>
        )}
        <Button type="submit" name="intent" value="save" busy={intent === 'save'}>
          Save draft
        </Button>
      </div>
    </section>
  )
}

function NothingToSend({ hasChannels }: { hasChannels: boolean }) {
  const [to, words] = hasChannels
    ? ['/settings/channels/templates', 'Write a template']
    : ['/settings/channels/new', 'Add a channel']
  return (
    <div className="card">
      <EmptyState
        as="h1"
        icon="send"
        title={hasChannels ? 'No text to send yet' : 'No channel to send on yet'}
        action={
          <LinkButton tone="primary" to={to!}>
            {words}
          </LinkButton>
        }
      >
        A broadcast sends a template by WhatsApp, SMS or e-mail. WhatsApp approves its texts first; SMS and
        e-mail need no approval.
      </EmptyState>
    </div>
  )
}

function DeleteDraft() {
  return (
    <details className="disclose bc-delete">
      <summary>Delete this draft</summary>
      <Form method="post" className="row wrap">
        <span className="muted t13">It was sent to nobody, and cannot be brought back.</span>
        <Button type="submit" tone="danger" name="intent" value="delete">
          Delete draft
        </Button>
      </Form>
    </details>
  )
}
