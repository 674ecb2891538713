import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { listClients } from '#modules/crm/contract.ts'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { listChannels } from '../contract/channels.ts'
import { listConversations, startConversation } from '../contract/conversations.ts'
import { listChannelTemplates } from '../contract/templates.ts'
import { fillTemplate } from '../domain/template-text.ts'
import { channelWords } from './inbox-words.ts'

interface StartProps {
  /** For whom, when that is known already. */
  client?: { id: string; name: string } | null
  onClose: () => void
}

/** Begins a conversation: with a client, or with any number or address. */
export function StartDialog({ client: known = null, onClose }: StartProps) {
  const navigate = useNavigate()
  const [client, setClient] = useState(known)
  const [channelId, setChannelId] = useState('')
  const [typed, setTyped] = useState({ address: '', subject: '', body: '' })
  const [templateId, setTemplateId] = useState('')
  const [variables, setVariables] = useState<string[]>([])
  const channels = (useApi(listChannels, {}).data?.items ?? []).filter(
    ({ kind, isActive }) => isActive && kind !== 'webchat' && kind !== 'phone',
  )
  const channel = channels.find(({ id }) => id === channelId) ?? channels[0]
  const isWhatsApp = channel?.kind === 'whatsapp'
  const templates =
    useApi(
      listChannelTemplates,
      { channelKind: 'whatsapp', ...(channel && { channelId: channel.id }), usable: true },
      { enabled: isWhatsApp },
    ).data?.items ?? []
  const template = templates.find(({ id }) => id === templateId) ?? templates[0]
  const start = useCommand(startConversation, { invalidates: [listConversations] })
  const set = (field: keyof typeof typed) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setTyped((now) => ({ ...now, [field]: value }))
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!channel) return
    const result = await start({
      channelId: channel.id,
      ...(client && { clientId: client.id }),
      ...(typed.address && { address: typed.address }),
      ...(channel.kind === 'email' && { subject: typed.subject }),
      ...(isWhatsApp && template
        ? { templateId: template.id, variables: variables.slice(0, template.variableCount) }
        : { body: typed.body }),
    })
    if (!result.ok) return
    onClose()
    await navigate(`/inbox/${result.output.id}?view=all`)
  }
  return (
    <Dialog
      title="New message"
      width={520}
      onClose={onClose}
      actions={
        <Button tone="primary" type="submit" form="start" busy={start.isBusy} disabled={!channel}>
          Send
        </Button>
      }
    >
      <FormResult result={start.refusal}>
        <form id="start" className="form" onSubmit={(event) => void onSubmit(event)}>
          <SelectField
            name="channelId"
            label="By"
            options={channels.map(({ id, name, kind }) => ({
              value: id,
              label: `${channelWords[kind]} · ${name}`,
            }))}
            value={channel?.id ?? ''}
            onChange={(event) => setChannelId(event.currentTarget.value)}
          />
          <WhoField client={client} onChange={setClient} address={typed.address} onAddress={set('address')} />
          {channel?.kind === 'email' && (
            <TextField
              name="subject"
              label="Subject"
              maxLength={200}
              value={typed.subject}
              onChange={set('subject')}
            />
          )}
          {isWhatsApp ? (
            <TemplateFields
              templates={templates}
              template={template}
              variables={variables}
              onTemplate={setTemplateId}
              onVariables={setVariables}
            />
          ) : (
            <TextAreaField
              name="body"
              label="Message"
              rows={4}
              required
              maxLength={10_000}
              value={typed.body}
              onChange={set('body')}
            />
          )}
        </form>
      </FormResult>
    </Dialog>
  )
}

interface WhoProps {
  client: { id: string; name: string } | null
  onChange: (client: { id: string; name: string } | null) => void
  address: string
  onAddress: (event: { currentTarget: { value: string } }) => void
}

/** A client by name, or a number or address as it is. */
function WhoField({ client, onChange, address, onAddress }: WhoProps) {
  const wanted = address.trim()
  const found = useApi(listClients, { q: wanted, limit: 5 }, { enabled: !client && wanted.length >= 2 }).data
  if (client) {
    return (
      <div className="field">
        <span className="label">To</span>
        <span className="row">
          <span className="tag">{client.name}</span>
          <Button size="sm" tone="quiet" onClick={() => onChange(null)}>
            Somebody else
          </Button>
        </span>
      </div>
    )
  }
  return (
    <div className="stack s4">
      <TextField
        name="address"
        label="To"
        required
        autoFocus
        autoComplete="off"
        placeholder="A client, a number or an address"
        maxLength={320}
        value={address}
        onChange={onAddress}
      />
      {(found?.items.length ?? 0) > 0 && (
        <ul className="lines who-l" aria-label="Clients">
          {found!.items.map(({ id, name, phone, email }) => (
            <li key={id}>
              <button type="button" className="menu-i" onClick={() => onChange({ id, name })}>
                <span className="grow cut">{name}</span>
                <span className="muted t12 nw">{phone ?? email}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface TemplateFieldsProps {
  templates: readonly { id: string; name: string; body: string; variableCount: number }[]
  template: { id: string; body: string; variableCount: number } | undefined
  variables: readonly string[]
  onTemplate: (id: string) => void
  onVariables: (variables: string[]) => void
}

/** WhatsApp lets us begin only with an approved template. */
function TemplateFields({ templates, template, variables, onTemplate, onVariables }: TemplateFieldsProps) {
  if (!template) {
    return (
      <p className="muted t13">
        WhatsApp lets us begin a conversation only with an approved template, and there is none yet.
      </p>
    )
  }
  const filled = fillTemplate(template.body, variables)
  return (
    <>
      <SelectField
        name="templateId"
        label="Template"
        options={templates.map(({ id, name }) => ({ value: id, label: name }))}
        value={template.id}
        onChange={(event) => onTemplate(event.currentTarget.value)}
      />
      {Array.from({ length: template.variableCount }, (_, index) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: variables are numbered
          key={index}
          name={`variables[${index}]`}
          label={`Variable ${index + 1}`}
          required
          maxLength={1000}
          value={variables[index] ?? ''}
          onChange={(event) => {
            const next = Array.from({ length: template.variableCount }, (_, at) => variables[at] ?? '')
            next[index] = event.currentTarget.value
            onVariables(next)
          }}
        />
      ))}
      <p className="muted t13">{filled.ok ? filled.body : template.body}</p>
    </>
  )
}
