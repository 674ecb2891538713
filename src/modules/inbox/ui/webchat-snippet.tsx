import { useState } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import type { Webchat } from '../contract/webchat.ts'

/** The line for the site, to copy; and a way to a new one. */
export function WebchatSnippet({ chat, mayEdit }: { chat: Webchat; mayEdit: boolean }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(chat.snippet)
    setCopied(true)
  }
  return (
    <section className="card pad stack" aria-label="The line for your site">
      <div>
        <h2>The line for your site</h2>
        <p className="t13 muted">Put it into your pages, before the end of the body. It needs no cookies.</p>
      </div>
      <pre className="chat-line">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the line scrolls sideways, and so by keyboard */}
        <code tabIndex={0}>{chat.snippet}</code>
      </pre>
      <div className="row wrap">
        <Button size="sm" icon="copy" onClick={() => void copy()}>
          Copy
        </Button>
        <span role="status" className="t13 muted">
          {isCopied ? 'Copied.' : ''}
        </span>
      </div>
      {mayEdit && (
        <details>
          <summary className="t13">Make a new line</summary>
          <Form method="post" className="stack s8">
            <input type="hidden" name="intent" value="renew" />
            <input type="hidden" name="channelId" value={chat.channelId} />
            <p className="t13 muted">
              When others misuse it. The line that stands in your pages now stops working, and visitors begin
              anew.
            </p>
            <div>
              <Button type="submit" size="sm">
                Make a new line
              </Button>
            </div>
          </Form>
        </details>
      )}
    </section>
  )
}
