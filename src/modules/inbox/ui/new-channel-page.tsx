import { Form, Link, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createChannel } from '../contract/channels.ts'
import { type ChannelKind, channelNames } from '../contract/words.ts'
import type { Route } from './+types/new-channel-page'
import { ChannelFields, channelLabels } from './channel-fields.tsx'
import './channels.css'

export const handle: PageHandle = {
  title: 'New channel',
  parent: { to: '/settings/channels', label: 'Channels' },
}

const kinds: readonly { kind: ChannelKind; icon: IconName; words: string; to?: string }[] = [
  { kind: 'whatsapp', icon: 'message', words: 'A number of the WhatsApp Business Platform (Cloud API).' },
  { kind: 'sms', icon: 'send', words: 'A number at Twilio, or at a provider with the same API.' },
  { kind: 'email', icon: 'mail', words: 'A mailbox; answers go out by your mail server.' },
  { kind: 'webchat', icon: 'smile', words: 'A chat on your own web site.', to: '/settings/channels/webchat' },
  { kind: 'phone', icon: 'phone', words: 'A line whose provider reports calls and recordings.' },
]

export async function action({ request, context }: Route.ActionArgs) {
  const input = formInput(await request.formData())
  const result = await submit(serverApi(context), createChannel, input)
  return result.ok ? redirect(`/settings/channels/${result.output.id}?added`) : refuse(result)
}

export function loader({ request }: Route.LoaderArgs) {
  const wanted = new URL(request.url).searchParams.get('kind')
  return { kind: kinds.find(({ kind, to }) => kind === wanted && !to)?.kind ?? null }
}

/** First the kind, then what its provider asks for. */
export default function NewChannelPage({ loaderData: { kind }, actionData }: Route.ComponentProps) {
  if (kind === null) {
    return (
      <>
        <PageHead title="New channel" lead="How do clients write to you?" />
        <ul className="channel-kinds">
          {kinds.map(({ kind: one, icon, words, to }) => (
            <li key={one}>
              <Link className="card pad row" to={to ?? `/settings/channels/new?kind=${one}`}>
                <Icon name={icon} />
                <span className="stack s4 grow">
                  <span className="b">{channelNames[one]}</span>
                  <span className="muted t13">{words}</span>
                </span>
                <Icon name="chevron-right" />
              </Link>
            </li>
          ))}
        </ul>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={`New channel: ${channelNames[kind]}`}
        lead="You can change everything later. Secrets are stored encrypted and never shown again."
      />
      <FormResult result={actionData}>
        <Form method="post" className="form card pad">
          <ErrorSummary result={actionData} labels={channelLabels(kind)} />
          <input type="hidden" name="kind" value={kind} />
          <ChannelFields kind={kind} />
          <div className="acts">
            <Button type="submit" tone="primary">
              Add channel
            </Button>
            <LinkButton to="/settings/channels/new">Another kind</LinkButton>
          </div>
        </Form>
      </FormResult>
    </>
  )
}
