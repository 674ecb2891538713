import { Icon } from '#web/kit/icon.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { ChannelTemplate } from '../contract/templates.ts'
import './channels.css'

const states = {
  draft: { tone: 'neutral', words: 'Draft' },
  submitted: { tone: 'info', words: 'Waits for approval' },
  approved: { tone: 'good', words: 'Approved' },
  rejected: { tone: 'bad', words: 'Rejected' },
  paused: { tone: 'warn', words: 'Paused' },
} as const

/** Whether a template may be used. SMS and mail need no approval. */
export function TemplateState({ template }: { template: ChannelTemplate }) {
  if (template.channelKind !== 'whatsapp') return <StatusPill tone="good">Ready</StatusPill>
  const { tone, words } = states[template.status]
  return <StatusPill tone={tone}>{words}</StatusPill>
}

/**
 * Why WhatsApp refused, in words: it answers with a code
 * (https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components).
 */
export function reasonWords(reason: string): string {
  const words: Record<string, string> = {
    ABUSIVE_CONTENT: 'WhatsApp found it offensive.',
    INCORRECT_CATEGORY: 'Its purpose does not fit what it says.',
    INVALID_FORMAT: 'The text, or where its variables stand, is not as WhatsApp wants it.',
    PROMOTIONAL: 'It advertises, though its purpose is not marketing.',
    SCAM: 'WhatsApp took it for a fraud.',
    TAG_CONTENT_MISMATCH: 'Language or purpose do not fit the text.',
  }
  return words[reason] ?? reason
}

type Looks = Pick<ChannelTemplate, 'body' | 'footer' | 'buttons' | 'examples'>

/** The template as its reader will see it, with the examples in the places of the variables. */
export function TemplateLook({ body, footer, buttons, examples }: Looks) {
  const filled = body.replace(
    /\{\{\s*(\d{1,2})\s*\}\}/g,
    (mark, n: string) => examples[Number(n) - 1] || mark,
  )
  return (
    <figure className="template-look" aria-label="Preview">
      <p>{filled}</p>
      {footer && <p className="muted t12">{footer}</p>}
      {buttons.length > 0 && (
        <div className="buttons">
          {buttons.map(({ kind, text }) => (
            <span key={text}>
              <Icon name={kind === 'link' ? 'external' : kind === 'call' ? 'phone' : 'reply'} /> {text}
            </span>
          ))}
        </div>
      )}
    </figure>
  )
}
