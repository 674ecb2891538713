import './webchat.css'
import { useMemo, useState } from 'react'
import { Form, Link, useNavigation } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  createWebchat,
  listWebchats,
  updateWebchat,
  type Webchat,
  type WebchatSettings,
} from '../contract/webchat.ts'
import type { Route } from './+types/webchat-page'
import { WebchatFields } from './webchat-fields.tsx'
import { lookOfForm, webchatInput } from './webchat-form.ts'
import { WebchatPreview } from './webchat-preview.tsx'
import { WebchatSnippet } from './webchat-snippet.tsx'

export const handle: PageHandle = {
  title: 'Web chat',
  parent: { to: '/settings/channels', label: 'Channels' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Web chat · Frontdesk' }]

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [{ items }, { org }] = await Promise.all([api(listWebchats, {}), api(getSession, {})])
  const wanted = new URL(request.url).searchParams.get('chat')
  return { items, chat: items.find(({ channelId }) => channelId === wanted) ?? items[0], org }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const intent = String(form.get('intent'))
  const channelId = String(form.get('channelId'))
  const result =
    intent === 'create'
      ? await submit(api, createWebchat, {})
      : await submit(
          api,
          updateWebchat,
          intent === 'renew' ? { channelId, renewToken: true } : webchatInput(form),
        )
  if (result.ok) return { ok: true as const, intent }
  return refuse(result)
}

/** How the web chat looks, what it says and where it works, with the widget itself beside it. */
export default function WebchatPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['channels'])
  const mayManage = useMay('inbox.manage')
  const { items, chat, org } = loaderData
  return (
    <div className="stack">
      <PageHead
        title="Web chat"
        lead="Visitors of your site write to you, and you answer in the inbox."
        actions={mayManage && chat && <AddChat label="Add another" />}
      />
      {items.length > 1 && (
        <nav className="row wrap" aria-label="Web chats">
          {items.map(({ channelId, name }) => (
            <Link
              key={channelId}
              className="chat-pick"
              to={`?chat=${channelId}`}
              aria-current={channelId === chat?.channelId ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      )}
      {chat ? (
        <ChatSettings key={chat.channelId} chat={chat} org={org} mayManage={mayManage} result={actionData} />
      ) : (
        <div className="card">
          <EmptyState
            icon="message"
            title="No web chat yet"
            action={mayManage && <AddChat label="Set up the web chat" isMain />}
          >
            It takes one line in the pages of your site. Visitors keep their thread when they come back, and
            leave a message while you are closed.
          </EmptyState>
        </div>
      )}
    </div>
  )
}

function AddChat({ label, isMain }: { label: string; isMain?: boolean }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="create" />
      <Button type="submit" tone={isMain ? 'primary' : 'plain'} icon="plus">
        {label}
      </Button>
    </Form>
  )
}

interface SettingsProps {
  chat: Webchat
  org: Route.ComponentProps['loaderData']['org']
  mayManage: boolean
  result: Route.ComponentProps['actionData']
}

function ChatSettings({ chat, org, mayManage, result }: SettingsProps) {
  const navigation = useNavigation()
  const [typed, setTyped] = useState<WebchatSettings | null>(null)
  const fallback = useMemo(() => ({ name: org.name, colour: org.colour, locale: org.locale }), [org])
  const isBusy = navigation.state === 'submitting' && navigation.formData?.get('intent') === 'save'
  const saved = result?.ok ? result.intent : undefined
  return (
    <div className="chat-page">
      <div className="stack">
        <FormResult result={result}>
          <Form
            method="post"
            noValidate
            onInput={(event) => setTyped(lookOfForm(new FormData(event.currentTarget), chat.settings))}
          >
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="channelId" value={chat.channelId} />
            <fieldset disabled={!mayManage} className="card">
              <WebchatFields chat={chat} result={result} />
              <div className="chat-foot acts">
                {mayManage && (
                  <Button type="submit" tone="primary" busy={isBusy}>
                    Save web chat
                  </Button>
                )}
                {saved === 'save' && !isBusy && (
                  <div role="status">
                    <Banner tone="good">Saved. Open pages show it when they are loaded again.</Banner>
                  </div>
                )}
              </div>
            </fieldset>
          </Form>
        </FormResult>
        <WebchatSnippet key={chat.token} chat={chat} mayEdit={mayManage} />
      </div>
      <aside>
        <WebchatPreview settings={typed ?? chat.settings} fallback={fallback} />
      </aside>
    </div>
  )
}
