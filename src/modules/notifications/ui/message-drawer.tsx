import { type FormEvent, useState } from 'react'
import { Form, Link, redirect, useLocation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { ConfirmWithConsequences } from '#web/kit/confirm.tsx'
import { Drawer } from '#web/kit/drawer.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { discardMessage, getMessage, retryMessage } from '../contract.ts'
import type { Route } from './+types/message-drawer'
import { MailFrame } from './mail-frame.tsx'
import { messageLook } from './message-look.ts'

export function loader({ context, params }: Route.LoaderArgs) {
  return serverApi(context)(getMessage, { messageId: params.messageId })
}

/** For browsers without JavaScript; the buttons call the endpoints themselves otherwise. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const { intent } = formInput(await request.formData())
  const { messageId } = params
  const endpoint = intent === 'discard' ? discardMessage : retryMessage
  const result = await submit(serverApi(context), endpoint, { messageId })
  return result.ok ? redirect(`/outbox/${messageId}`) : refuse(result)
}

type Detail = Route.ComponentProps['loaderData']

/** One message over the list: its text, how it stands, and what can be done. */
export default function MessageDrawer({ loaderData: message }: Route.ComponentProps) {
  const { search } = useLocation()
  const maySend = useMay('message.send')
  const isOpen = message.status === 'failed' || message.status === 'queued'
  const { word, ...look } = messageLook[message.status]
  return (
    <Drawer
      title={
        <span className="row">
          {message.templateName}
          <StatusPill {...look}>{word}</StatusPill>
        </span>
      }
      to={`/outbox${search}`}
      width={680}
      actions={maySend && isOpen && <Acts message={message} />}
    >
      <div className="stack">
        {message.lastError && (
          <Banner tone={message.status === 'failed' ? 'bad' : 'warn'}>{message.lastError}</Banner>
        )}
        <Facts message={message} />
        <Body message={message} />
      </div>
    </Drawer>
  )
}

function Facts({ message }: { message: Detail }) {
  const { toName, toAddress, attempts, maxAttempts, nextTryAt, sentAt, templateVersion } = message
  return (
    <dl className="kv">
      <dt>To</dt>
      <dd>
        {message.clientId ? (
          <Link className="link" to={`/clients/${message.clientId}`}>
            {toName || toAddress}
          </Link>
        ) : (
          toName
        )}{' '}
        <span className="muted">{toAddress}</span>
      </dd>
      <dt>Subject</dt>
      <dd>{message.subject}</dd>
      <dt>Written</dt>
      <dd>
        <When at={message.createdAt} style="date-time" />
        {message.subjectType === 'appointment' && (
          <>
            {' · '}
            <Link className="link" to={`/appointments/${message.subjectId}`}>
              the visit
            </Link>
          </>
        )}
      </dd>
      <dt>Tries</dt>
      <dd>
        {attempts} of {maxAttempts}
        {nextTryAt && attempts > 0 && (
          <>
            , next <When at={nextTryAt} />
          </>
        )}
      </dd>
      {sentAt && (
        <>
          <dt>{message.status === 'outbox' ? 'Kept' : 'Sent'}</dt>
          <dd>
            <When at={sentAt} style="date-time" />
          </dd>
        </>
      )}
      <dt>Text</dt>
      <dd>{templateVersion === 0 ? 'the default' : `your version ${templateVersion}`}</dd>
    </dl>
  )
}

function Body({ message }: { message: Detail }) {
  const [isPlain, setPlain] = useState(false)
  if (message.html === null) return <p className="muted">{message.hiddenBecause}</p>
  return (
    <section className="stack s8" aria-label="Text of the message">
      <div className="row">
        <div className="seg">
          <button type="button" aria-pressed={!isPlain} onClick={() => setPlain(false)}>
            As designed
          </button>
          <button type="button" aria-pressed={isPlain} onClick={() => setPlain(true)}>
            Plain text
          </button>
        </div>
      </div>
      {isPlain ? (
        <pre className="card pad plain-text">{message.text}</pre>
      ) : (
        <MailFrame html={message.html} title={message.subject} />
      )}
    </section>
  )
}

function Acts({ message }: { message: Detail }) {
  const [isAsking, setAsking] = useState(false)
  const { id: messageId } = message
  const retry = useCommand(retryMessage, { success: 'On its way again' })
  const discard = useCommand(discardMessage, { success: 'Discarded' })
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    if (submitter?.getAttribute('value') === 'discard') setAsking(true)
    else void retry({ messageId })
  }
  return (
    <Form method="post" className="row" onSubmit={onSubmit}>
      <Button type="submit" name="intent" value="discard" busy={discard.isBusy}>
        Discard
      </Button>
      <Button type="submit" name="intent" value="retry" tone="primary" icon="refresh" busy={retry.isBusy}>
        Send again now
      </Button>
      {isAsking && (
        <ConfirmWithConsequences
          action="Discard message"
          isDangerous
          onConfirm={async () => (await discard({ messageId })).ok}
          onClose={() => setAsking(false)}
        >
          {message.toName || message.toAddress} will not receive “{message.subject}”.
        </ConfirmWithConsequences>
      )}
    </Form>
  )
}
