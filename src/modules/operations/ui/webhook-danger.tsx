import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'

/** What cannot be taken back stands behind a disclosure with its consequences, which also works without JavaScript. */
export function WebhookDanger() {
  return (
    <section className="card pad stack s8" aria-label="More">
      <details className="disclose">
        <summary>Make a new signing secret</summary>
        <Form method="post" className="stack s8">
          <p className="muted t13">
            The old secret stops working at once. Until the receiver knows the new one it will refuse our
            messages; they are tried again for about a day and a half.
          </p>
          <div>
            <Button type="submit" name="intent" value="rotate">
              Make a new secret
            </Button>
          </div>
        </Form>
      </details>
      <details className="disclose">
        <summary>Delete this webhook</summary>
        <Form method="post" className="stack s8">
          <p className="muted t13">
            Nothing more is sent to this address, messages that wait for another try included. The delivery
            log is deleted with it. This cannot be undone.
          </p>
          <div>
            <Button type="submit" tone="danger" name="intent" value="delete">
              Delete webhook
            </Button>
          </div>
        </Form>
      </details>
    </section>
  )
}
