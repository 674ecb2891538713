import type { ReactNode } from 'react'
import type { Channel } from '../contract/channels.ts'
import type { ChannelKind } from '../contract/words.ts'
import { CopyLine } from './copy-line.tsx'

const steps: Partial<Record<ChannelKind, ReactNode>> = {
  whatsapp: (
    <>
      In Meta’s App dashboard open WhatsApp, Configuration. Enter address and verify token, and subscribe to
      the fields <code>messages</code> and <code>message_template_status_update</code>. An app with several
      numbers needs its own address for each (override callback URL).
    </>
  ),
  sms: (
    <>
      In Twilio’s console open the number, Messaging. Enter the address under “A message comes in”, by HTTP
      POST. States of sent messages come by themselves.
    </>
  ),
  email: (
    <>
      Have your mailbox or mail service post each mail to this address, as MIME or as JSON, with the secret
      for incoming mail.
    </>
  ),
  phone: <>Have your telephone provider post calls and recordings to this address.</>,
}

/** Where the channel's provider posts to, and how to enter it there. */
export function ChannelWebhook({ channel: { kind, webhookUrl, verifyToken } }: { channel: Channel }) {
  return (
    <section className="card pad stack" aria-labelledby="webhook">
      <h2 id="webhook" className="b">
        At your provider
      </h2>
      <p className="muted t13">{steps[kind]}</p>
      <CopyLine label="Address" value={webhookUrl} />
      {kind === 'whatsapp' && <CopyLine label="Verify token" value={verifyToken} />}
    </section>
  )
}
