import './notifications.css'

// The mail may bring pictures and its own styles, and nothing that runs.
const POLICY =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src * data:; style-src \'unsafe-inline\'">'

/**
 * A mail as its receiver sees it, shut off from the page: no scripts, no forms, no access to us. Links open in a
 * window of their own.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      className="mail-frame"
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={html.replace(/<head>/i, `<head>${POLICY}`)}
    />
  )
}
