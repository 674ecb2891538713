/**
 * Whether a person wrote a mail. `reply`: out of office and the like, never answered by a machine and no reason to
 * reopen anything; `generated`: a form, a newsletter; `bounce`: what became of a mail of ours.
 */
export type MailAutomation = 'none' | 'reply' | 'generated' | 'bounce'

/** Headers by lower-case name; the first of each. */
export type MailHeaders = Readonly<Record<string, string | undefined>>

const ROBOTS = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@/i
const OUT_OF_OFFICE =
  /^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheits(?:notiz|meldung)|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord)\b/i

/** Reads the signs that RFC 3834, RFC 3464 and the programs of the world leave. */
export function automationOf(headers: MailHeaders, from: string, subject: string): MailAutomation {
  const has = (name: string) => (headers[name] ?? '').trim().toLowerCase()
  const contentType = has('content-type')
  if (contentType.startsWith('multipart/report') && contentType.includes('delivery-status')) return 'bounce'
  if (has('x-failed-recipients')) return 'bounce'
  if (ROBOTS.test(from) && has('return-path').replace(/\s/g, '') === '<>') return 'bounce'
  const submitted = has('auto-submitted').split(/[;\s(]/)[0]
  if (submitted === 'auto-replied') return 'reply'
  if (has('x-autoreply') || has('x-autorespond') || has('x-auto-reply') || has('precedence') === 'auto_reply')
    return 'reply'
  if (OUT_OF_OFFICE.test(subject.trim())) return 'reply'
  if (submitted && submitted !== 'no') return 'generated'
  if (/^(?:bulk|list|junk)$/.test(has('precedence')) || has('list-id') || has('list-unsubscribe'))
    return 'generated'
  return ROBOTS.test(from) ? 'generated' : 'none'
}

/** A line of a delivery report: whom it is about, and what happened. */
export interface DeliveryReport {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown'
  /** `5.1.1` (RFC 3463). */
  status: string
  recipient: string
  /** What the other server said. */
  diagnostic: string
}

const ACTIONS = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded'])

/** The recipients' parts of a `message/delivery-status` (RFC 3464 §2.3); the first part is about the whole. */
export function readDeliveryReport(text: string): DeliveryReport[] {
  const blocks = text
    .slice(0, 100_000)
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
  return blocks.flatMap((block) => {
    const fields = fieldsOf(block)
    const recipient = fields['final-recipient'] ?? fields['original-recipient']
    if (!recipient) return []
    const action = (fields.action ?? '').toLowerCase()
    return [
      {
        action: (ACTIONS.has(action) ? action : 'unknown') as DeliveryReport['action'],
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.status ?? '')?.[0] ?? '',
        recipient: afterType(recipient).toLowerCase(),
        diagnostic: afterType(fields['diagnostic-code'] ?? '').slice(0, 300),
      },
    ]
  })
}

function fieldsOf(block: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields[line.slice(0, colon).trim().toLowerCase()] ??= line.slice(colon + 1).trim()
  }
  return fields
}

/** `rfc822; ana@example.com` → `ana@example.com` */
function afterType(value: string): string {
  const semicolon = value.indexOf(';')
  return value.slice(semicolon + 1).trim()
}

/** The Message-ID that a bounce returns in its copy of our mail, or in a body that is only text. */
export function returnedMessageId(text: string): string | null {
  return /^\s*message-id:\s*(<[!-;=?-~\u00a1-\uffff]{1,250}>)/im.exec(text.slice(0, 200_000))?.[1] ?? null
}
