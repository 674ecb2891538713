import { useState } from 'react'
import { fillPath } from '#values/endpoint.ts'
import { Button } from '#web/kit/button.tsx'
import { useApi } from '#web/query.tsx'
import type { Message } from '../contract/conversations.ts'
import { getMailHtml, getMailImage } from '../contract/mails.ts'
import { mailOf } from './thread-data.ts'
import { mailDocument } from './thread-mail-document.ts'
import { MailFrame } from './thread-mail-frame.tsx'
import { ThreadText } from './thread-text.tsx'

/** Mails whose pictures the reader asked for; they stay shown until the page is loaded anew. */
const withPictures = new Set<string>()

/**
 * A mail. The server has cleaned its HTML; here it stands in a frame that runs nothing. Pictures from elsewhere wait
 * until the reader asks for them, and are then fetched by our server, so that the sender learns nothing.
 */
export function ThreadMail({ message }: { message: Message }) {
  const { html: short, isLong, cc } = mailOf(message)
  const long = useApi(
    getMailHtml,
    { messageId: message.id },
    { enabled: isLong, staleTime: Number.POSITIVE_INFINITY },
  )
  const html = short || long.data?.html || ''
  const [asText, setAsText] = useState(false)
  return (
    <div className="ml">
      {cc.length > 0 && <p className="t12 muted">Copy to {cc.join(', ')}</p>}
      {html === '' || asText ? <MailText message={message} /> : <Formatted message={message} html={html} />}
      {isLong && long.isPending && (
        <p className="t12 muted" role="status">
          Fetching the formatted mail …
        </p>
      )}
      {long.isError && (
        <div className="row wrap t13" role="alert">
          <span className="bad">This is the text alone: the formatted mail could not be fetched.</span>
          <Button size="sm" icon="refresh" onClick={() => void long.refetch()}>
            Try again
          </Button>
        </div>
      )}
      {html !== '' && message.body !== '' && (
        <button type="button" className="link t12 ml-as" onClick={() => setAsText(!asText)}>
          {asText ? 'As it was sent' : 'As plain text'}
        </button>
      )}
    </div>
  )
}

/** The words of a mail; what hangs below them (earlier mails, the signature) is folded. */
function MailText({ message }: { message: Message }) {
  const { quoted } = mailOf(message)
  return (
    <>
      {message.body !== '' && <ThreadText text={message.body} />}
      {quoted !== '' && (
        <details className="ml-q">
          <summary>Earlier messages</summary>
          <ThreadText text={quoted} />
        </details>
      )}
    </>
  )
}

function Formatted({ message, html }: { message: Message; html: string }) {
  const { id, authorName } = message
  const { remoteImages } = mailOf(message)
  const [isShown, setShown] = useState(withPictures.has(id))
  const [tries, setTries] = useState(0)
  const [missing, setMissing] = useState(0)
  const show = () => {
    withPictures.add(id)
    setShown(true)
  }
  return (
    <>
      {remoteImages.length > 0 && !isShown && (
        <div className="ml-p">
          <span className="grow">
            {remoteImages.length === 1 ? 'A picture' : `${remoteImages.length} pictures`} from elsewhere{' '}
            {remoteImages.length === 1 ? 'is' : 'are'} not shown. Fetching{' '}
            {remoteImages.length === 1 ? 'it' : 'them'} can tell the sender that the mail was read, but not by
            whom or where.
          </span>
          <Button size="sm" icon="eye" onClick={show}>
            Show images
          </Button>
        </div>
      )}
      <MailFrame
        key={tries}
        title={`Mail from ${authorName}`}
        srcDoc={mailDocument(html, isShown ? imageAddress(id) : null)}
        onPictures={(count) => setMissing(isShown ? count : 0)}
      />
      {isShown && missing > 0 && (
        <div className="row wrap t12 muted" role="status">
          {missing === 1 ? 'A picture' : `${missing} pictures`} could not be fetched.
          <Button size="sm" tone="quiet" icon="refresh" onClick={() => setTries(tries + 1)}>
            Try again
          </Button>
        </div>
      )}
    </>
  )
}

function imageAddress(messageId: string) {
  return (index: number) => fillPath(getMailImage.path, { messageId, index })
}
