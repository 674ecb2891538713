import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { showToast } from '#web/kit/toast.tsx'
import './operations.css'

/** The signing secret on the one occasion on which it can be read. */
export function SecretOnce({ secret }: { secret: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    showToast({ tone: 'good', text: 'Secret copied' })
  }
  return (
    <section className="card pad stack s8" aria-label="Signing secret">
      <Banner tone="warn">
        Copy the signing secret now. It is stored encrypted and cannot be shown again.
      </Banner>
      <div className="row wrap">
        <code className="code one">{secret}</code>
        <Button size="sm" icon="copy" onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <p className="muted t13">
        Receivers check the header <code>webhook-signature</code>: the word <code>v1</code>, a comma and the
        base64 HMAC-SHA-256 of <code>webhook-id.webhook-timestamp.body</code> (Standard Webhooks).
      </p>
    </section>
  )
}
