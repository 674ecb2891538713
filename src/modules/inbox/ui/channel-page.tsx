import { Form, redirect, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import * as contract from '../contract/channels.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/channel-page'
import { ChannelFields, channelLabels, SandboxNote } from './channel-fields.tsx'
import { ChannelHealthPill } from './channel-health.tsx'
import { ChannelWebhook } from './channel-webhook.tsx'
import './channels.css'

export const handle: PageHandle = {
  title: (data) => (data as contract.Channel | undefined)?.name ?? 'Channel',
  parent: { to: '/settings/channels', label: 'Channels' },
}

export async function loader({ context, params: { channelId } }: Route.LoaderArgs) {
  return serverApi(context)(contract.getChannel, { channelId })
}

export async function action({ context, params: { channelId }, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, ...input } = formInput(await request.formData())
  switch (intent) {
    case 'test': {
      const result = await submit(api, contract.testChannel, { channelId })
      return result.ok
        ? { ok: true as const, isGood: result.output.ok, words: result.output.words }
        : refuse(result)
    }
    case 'on':
    case 'off': {
      const result = await submit(api, contract.updateChannel, { channelId, isActive: intent === 'on' })
      const words =
        intent === 'on' ? 'Switched on.' : 'Switched off. What waits is kept until it is on again.'
      return result.ok ? { ok: true as const, isGood: true, words } : refuse(result)
    }
    case 'remove': {
      const result = await submit(api, contract.deleteChannel, { channelId })
      return result.ok ? redirect(`/settings/channels?removed=${channelId}`) : refuse(result)
    }
    default: {
      const result = await submit(api, contract.updateChannel, {
        sandbox: 'false',
        settings: {},
        ...input,
        channelId,
      })
      return result.ok ? { ok: true as const, isGood: true, words: 'Saved.' } : refuse(result)
    }
  }
}

/** One channel: how it is doing, where its provider posts to, its settings. */
export default function ChannelPage({ loaderData: channel, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['channels'])
  const [search] = useSearchParams()
  const done = actionData?.ok ? actionData : undefined
  return (
    <div className="stack">
      <PageHead
        title={channel.name}
        lead={[channelNames[channel.kind], channel.address].filter(Boolean).join(' · ')}
        actions={<Acts channel={channel} />}
      />
      {done && <Banner tone={done.isGood ? 'good' : 'bad'}>{done.words}</Banner>}
      {!done && search.has('restored') && <Banner tone="good">The channel is back, as it was.</Banner>}
      {!done && search.has('added') && (
        <Banner tone="good">Added. Enter the address below at your provider, then test the channel.</Banner>
      )}
      <Health channel={channel} />
      {channel.isSandbox && <SandboxNote />}
      {channel.kind !== 'webchat' && <ChannelWebhook channel={channel} />}
      <FormResult result={actionData}>
        <Form method="post" className="form card pad" key={channel.id}>
          <SectionHead title="Settings" />
          <ErrorSummary result={actionData} labels={channelLabels(channel.kind)} />
          <ChannelFields kind={channel.kind} channel={channel} />
          <div className="acts">
            <Button type="submit" tone="primary" name="intent" value="save">
              Save
            </Button>
          </div>
        </Form>
      </FormResult>
      <section className="card pad" aria-label="More">
        <details className="disclose">
          <summary>Remove this channel</summary>
          <Form method="post" className="stack s8">
            <p className="muted t13">
              Nothing more is sent or taken on it. Its conversations and figures stay, and you can take it
              back at once.
            </p>
            <div>
              <Button type="submit" tone="danger" name="intent" value="remove">
                Remove channel
              </Button>
            </div>
          </Form>
        </details>
      </section>
    </div>
  )
}

function Acts({ channel }: { channel: contract.Channel }) {
  return (
    <Form method="post" className="row">
      <Button type="submit" name="intent" value={channel.isActive ? 'off' : 'on'}>
        {channel.isActive ? 'Switch off' : 'Switch on'}
      </Button>
      <Button type="submit" tone="primary" name="intent" value="test">
        Test
      </Button>
    </Form>
  )
}

function Health({ channel }: { channel: contract.Channel }) {
  const { sent, delivered, failed } = channel.lastHour
  return (
    <section className="card pad stack s8" aria-labelledby="health">
      <div className="row wrap">
        <h2 id="health" className="b">
          Health
        </h2>
        <ChannelHealthPill channel={channel} />
        <span className="muted t13 grow">{channel.health.words}</span>
      </div>
      <dl className="kv">
        <dt>Last received</dt>
        <dd>{channel.lastReceivedAt ? <When at={channel.lastReceivedAt} /> : 'Never'}</dd>
        <dt>Last sent</dt>
        <dd>{channel.lastSentAt ? <When at={channel.lastSentAt} /> : 'Never'}</dd>
        <dt>Last hour</dt>
        <dd>{sent === 0 ? 'Nothing sent' : `${sent} sent, ${delivered} delivered, ${failed} failed`}</dd>
        <dt>Waiting</dt>
        <dd>{channel.queueDepth}</dd>
        {channel.lastError && channel.lastErrorAt && (
          <>
            <dt>Last fault</dt>
            <dd>
              {channel.lastError} <When at={channel.lastErrorAt} />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
