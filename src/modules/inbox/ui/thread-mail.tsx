import { useEffect, useRef, useState } from 'react'
import { fillPath } from '#values/endpoint.ts'
import { Button } from '#web/kit/button.tsx'
import { useApi } from '#web/query.tsx'
import type { Message } from '../contract/conversations.ts'
import { getMailHtml, getMailImage } from '../contract/mails.ts'
import { mailOf } from './thread-data.ts'
import { mailDocument } from './thread-mail-document.ts'
import { ThreadText } from './thread-text.tsx'

const TALLEST = 4_000

/**
 * A mail. The server has cleaned its HTML; here it stands in a frame that runs nothing. Pictures from elsewhere wait
 * until the reader asks for them, and are then fetched by our server, so that the sender learns nothing.
 */
export function ThreadMail({ message }: { message: Message }) {
  const { html: short, isLong, remoteImages, cc } = mailOf(message)
  const long = useApi(
    getMailHtml,
    { messageId: message.id },
    { enabled: isLong, staleTime: Number.POSITIVE_INFINITY },
  ).data
  const html = short || long?.html || ''
  const [withImages, setWithImages] = useState(false)
  const [asText, setAsText] = useState(false)
  if (!html) return <ThreadText text={message.body} />
  const hasBlocked = remoteImages.length > 0 && !withImages && !asText
  return (
    <div className="ml">
      {cc.length > 0 && <p className="t12 muted">Copy to {cc.join(', ')}</p>}
      {asText ? (
        <ThreadText text={message.body} />
      ) : (
        <MailFrame
          title={`Mail from ${message.authorName}`}
          srcDoc={mailDocument(html, withImages ? imageAddress(message.id) : null)}
        />
      )}
      <div className="row wrap">
        {hasBlocked && (
          <Button size="sm" icon="eye" onClick={() => setWithImages(true)}>
            Show {remoteImages.length === 1 ? 'the picture' : `${remoteImages.length} pictures`} from
            elsewhere
          </Button>
        )}
        {message.body !== '' && (
          <Button size="sm" tone="quiet" onClick={() => setAsText(!asText)}>
            {asText ? 'As it was sent' : 'As plain text'}
          </Button>
        )}
      </div>
      {hasBlocked && (
        <p className="t12 muted">
          They can tell the sender that the mail was read. We fetch them for you, so that only that much is
          told.
        </p>
      )}
    </div>
  )
}

function imageAddress(messageId: string) {
  return (index: number) => fillPath(getMailImage.path, { messageId, index })
}

/** As high as its content: nothing in it runs, so we may look at it and nobody else can. */
function MailFrame(props: { title: string; srcDoc: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(120)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let watcher: ResizeObserver | undefined
    const measure = () => {
      const body = element.contentDocument?.body
      if (!body) return
      watcher?.disconnect()
      watcher = new ResizeObserver(() => setHeight(Math.min(TALLEST, Math.max(24, body.scrollHeight))))
      watcher.observe(body)
    }
    measure()
    element.addEventListener('load', measure)
    return () => {
      watcher?.disconnect()
      element.removeEventListener('load', measure)
    }
  }, [])
  return (
    <iframe
      {...props}
      ref={frame}
      className="ml-f"
      title={props.title}
      // Without allow-scripts the same origin gives the mail nothing; it lets us measure it.
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      style={{ height }}
    />
  )
}
