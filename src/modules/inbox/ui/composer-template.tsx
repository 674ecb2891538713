import { type FormEvent, useState } from 'react'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { TextField } from '#web/kit/field.tsx'
import { SkeletonRows } from '#web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '#web/kit/state.tsx'
import { useApi } from '#web/query.tsx'
import type { Conversation } from '../contract/conversations.ts'
import { type ChannelTemplate, listChannelTemplates } from '../contract/templates.ts'
import { fillTemplate } from '../domain/template-text.ts'
import { ThreadText } from './thread-text.tsx'

interface TemplateProps {
  conversation: Conversation
  onSend: (template: { id: string; variables: string[]; body: string }) => Promise<boolean>
  onClose: () => void
}

/** Chooses a template that the channel lets us send, fills its variables, and shows what the client will read. */
export function TemplateDialog({ conversation, onSend, onClose }: TemplateProps) {
  const { channelKind, channelId } = conversation
  const templates = useApi(listChannelTemplates, {
    channelKind,
    ...(channelKind === 'whatsapp' && { channelId }),
    usable: true,
  })
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ChannelTemplate | null>(null)
  if (chosen) {
    return (
      <FillDialog
        template={chosen}
        conversation={conversation}
        onBack={() => setChosen(null)}
        onSend={onSend}
        onClose={onClose}
      />
    )
  }
  const wanted = query.trim().toLowerCase()
  const items = (templates.data?.items ?? []).filter((one) =>
    `${one.name} ${one.body}`.toLowerCase().includes(wanted),
  )
  return (
    <Dialog title="Choose a template" width={560} onClose={onClose}>
      <div className="stack s8">
        <TextField
          name="q"
          label="Find a template"
          hideLabel
          type="search"
          icon="search"
          placeholder="Find a template"
          autoFocus
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {templates.isError && (
          <ErrorState
            title={templates.error.title}
            action={
              <Button size="sm" onClick={() => void templates.refetch()}>
                Try again
              </Button>
            }
          >
            {templates.error.detail}
          </ErrorState>
        )}
        {templates.isPending && <SkeletonRows rows={3} height={56} />}
        {templates.isSuccess && items.length === 0 && (
          <EmptyState
            icon="reports"
            title={wanted ? `Nothing found for “${query.trim()}”` : 'No template may be sent here yet'}
            action={
              <LinkButton size="sm" to="/settings/channels">
                Channels and templates
              </LinkButton>
            }
          >
            Templates are written in the settings; WhatsApp approves its own before they may be sent.
          </EmptyState>
        )}
        <ul className="tpls">
          {items.map((template) => (
            <li key={template.id}>
              <button type="button" className="tpl" onClick={() => setChosen(template)}>
                <span className="row">
                  <b className="cut">{template.name}</b>
                  <span className="muted t12 nw">
                    {template.language} · {template.category} · v{template.version}
                  </span>
                </span>
                <span className="muted t13 tpl-b">{template.body}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

interface FillProps extends TemplateProps {
  template: ChannelTemplate
  onBack: () => void
}

function FillDialog({ template, conversation, onBack, onSend, onClose }: FillProps) {
  const [values, setValues] = useState<string[]>(() => startValues(template, conversation))
  const [isBusy, setBusy] = useState(false)
  const filled = fillTemplate(template.body, values)
  const shown = filled.ok ? filled.body : partly(template.body, values)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!filled.ok) return
    setBusy(true)
    const isSent = await onSend({ id: template.id, variables: values, body: filled.body })
    setBusy(false)
    if (isSent) onClose()
  }
  return (
    <Dialog
      title={template.name}
      width={560}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onBack}>Another one</Button>
          <Button tone="primary" type="submit" form="fill-template" busy={isBusy} disabled={!filled.ok}>
            Send
          </Button>
        </>
      }
    >
      <form id="fill-template" className="form" onSubmit={(event) => void onSubmit(event)}>
        {values.map((value, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: variables are numbered
            key={index}
            name={`variable-${index + 1}`}
            label={`Variable ${index + 1}`}
            help={template.examples[index] ? `For example: ${template.examples[index]}` : undefined}
            required
            maxLength={1000}
            autoFocus={index === 0}
            value={value}
            onChange={(event) => {
              const typed = event.currentTarget.value
              setValues((now) => now.map((one, at) => (at === index ? typed : one)))
            }}
          />
        ))}
        <div>
          <p className="muted t12">What {conversation.contactName} will read</p>
          <div className="bub me tpl-p" aria-live="polite">
            <ThreadText text={shown} />
            {template.footer && <p className="muted t12">{template.footer}</p>}
          </div>
        </div>
      </form>
    </Dialog>
  )
}

/** The first variable is nearly always the name. */
function startValues({ variableCount, examples }: ChannelTemplate, { contactName }: Conversation): string[] {
  const looksLikeName = /^[\p{Lu}][\p{L}'’-]+$/u.test(examples[0] ?? '')
  const first = /\p{L}/u.test(contactName) ? contactName.split(' ')[0]! : ''
  return Array.from({ length: variableCount }, (_, index) => (index === 0 && looksLikeName ? first : ''))
}

function partly(body: string, values: readonly string[]): string {
  return body.replace(/\{\{\s*(\d{1,2})\s*\}\}/g, (sign, n: string) => values[Number(n) - 1]?.trim() || sign)
}
