import { Form, Link } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { type DeliveryDetail, getDelivery, redeliver } from '../contract.ts'
import type { Route } from './+types/delivery-page'
import { DeliveryStatus } from './delivery-status.tsx'
import { CodeBlock } from './scroll-box.tsx'

export const handle: PageHandle = {
  title: (data) => (data as DeliveryDetail | undefined)?.eventName ?? 'Delivery',
  parent: { to: '/settings/webhooks', label: 'Webhooks' },
}

export async function loader({ context, params }: Route.LoaderArgs) {
  return serverApi(context)(getDelivery, { deliveryId: params.deliveryId })
}

export async function action({ context, params }: Route.ActionArgs) {
  const result = await submit(serverApi(context), redeliver, { deliveryId: params.deliveryId })
  return result.ok ? { ok: true as const } : refuse(result)
}

/** One delivery: what was sent and everything that came back. */
export default function DeliveryPage({ loaderData: delivery, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['jobs'])
  const sendAgain = (
    <Form method="post">
      <Button type="submit" tone="primary" icon="refresh">
        Send again
      </Button>
    </Form>
  )
  return (
    <div className="stack">
      <PageHead
        title={delivery.eventName}
        lead={<DeliveryStatus delivery={delivery} />}
        actions={delivery.status !== 'waiting' && sendAgain}
      />
      {actionData?.ok && <Banner tone="good">It is on its way again, with the same message id.</Banner>}
      {actionData && !actionData.ok && <Banner tone="bad">{actionData.message}</Banner>}
      <dl className="kv card pad">
        <dt>Webhook</dt>
        <dd>
          <Link to={`/settings/webhooks/${delivery.webhookId}`}>Settings and log</Link>
        </dd>
        <dt>Message id</dt>
        <dd>{delivery.messageId}</dd>
        <dt>Happened</dt>
        <dd>
          <When at={delivery.createdAt} style="date-time" />
        </dd>
        {delivery.nextTryAt && delivery.tries > 0 && (
          <>
            <dt>Next try</dt>
            <dd>
              <When at={delivery.nextTryAt} />
            </dd>
          </>
        )}
      </dl>
      <section aria-labelledby="tries">
        <SectionHead id="tries" title="Tries" count={delivery.attempts.length} />
        <Tries attempts={delivery.attempts} />
      </section>
      <section aria-labelledby="body">
        <SectionHead id="body" title="What is sent" />
        <CodeBlock label="Body">{delivery.body}</CodeBlock>
      </section>
    </div>
  )
}

function Tries({ attempts }: { attempts: DeliveryDetail['attempts'] }) {
  if (attempts.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="clock" title="Not tried yet">
          The first try follows within seconds.
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="card lines">
      {attempts.toReversed().map(({ id, at, status, ms, error, response }) => (
        <div key={id} className="stack s8" style={{ padding: '12px 16px' }}>
          <div className="row wrap t13">
            <StatusPill tone={status !== null && status >= 200 && status < 300 ? 'good' : 'bad'}>
              {status ?? 'No answer'}
            </StatusPill>
            <When at={at} style="date-time" />
            <span className="muted tn">after {ms} ms</span>
          </div>
          {error && <p className="t13">{error}</p>}
          {response && <CodeBlock label={`Answer of the try at ${at}`}>{response}</CodeBlock>}
        </div>
      ))}
    </div>
  )
}
