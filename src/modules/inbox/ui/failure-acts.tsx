import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { When } from '#web/kit/when.tsx'
import { useMay } from '#web/session.ts'
import type { Failure } from '../contract/channels.ts'

/** What can be done about a failed message, or what was done. Plain forms, so that it works without JavaScript. */
export function FailureActs({ failure }: { failure: Failure }) {
  const mayWrite = useMay('message.send')
  const { handledAt, handledHow, canRetry, messageId } = failure
  if (handledAt) {
    return (
      <span className="muted t12 cut">
        {handledHow} <When at={handledAt} />
      </span>
    )
  }
  if (!mayWrite || !canRetry) return <span className="muted">–</span>
  return (
    <Form method="post" className="row s4" preventScrollReset>
      <input type="hidden" name="messageId" value={messageId} />
      <Button type="submit" size="sm" icon="refresh" name="intent" value="retry">
        Retry
      </Button>
      <Button type="submit" size="sm" tone="quiet" name="intent" value="leave">
        Leave
      </Button>
    </Form>
  )
}
