import { useEffect, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import type { Broadcast } from '../contract/broadcasts.ts'
import type { Channel } from '../contract/channels.ts'
import type { ChannelTemplate } from '../contract/templates.ts'
import { channelNames } from '../contract/words.ts'
import { TemplateLook } from './channel-template-look.tsx'

/** What can stand for a variable, said in words and as it is written. */
const facts = [
  { label: 'First name', mark: '{{client.first_name | there}}' },
  { label: 'Whole name', mark: '{{client.name | there}}' },
  { label: 'Postcode', mark: '{{client.postcode | your area}}' },
  { label: 'Our name', mark: '{{organization.name}}' },
  { label: 'Booking link', mark: '{{booking_url}}' },
] as const

interface Props {
  broadcast: Broadcast | undefined
  channels: readonly Channel[]
  templates: readonly ChannelTemplate[]
  /** What was typed before a refusal. */
  sent: { channelId?: string; templateId?: string; variables?: Record<string, string> }
}

/** Whether a text may be sent on a channel. */
export const fits = (template: ChannelTemplate, channel: Channel | undefined) =>
  template.channelKind === channel?.kind && (!template.channelId || template.channelId === channel.id)

/** Name, channel, text, and what stands for the text's variables, with the text in view. */
export function BroadcastWording({ broadcast, channels, templates, sent }: Props) {
  const usable = channels.filter((channel) => templates.some((template) => fits(template, channel)))
  const offers = templates.filter(({ category }) => category === 'marketing')
  const likely = usable.find((channel) => offers.some((template) => fits(template, channel))) ?? usable[0]
  const [channelId, setChannelId] = useState(sent.channelId ?? broadcast?.channelId ?? likely?.id ?? '')
  const [templateId, setTemplateId] = useState(sent.templateId ?? broadcast?.templateId ?? '')
  // Until the page is alive every text is offered: nobody can wait for a choice to change another one.
  const [isAlive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  const channel = usable.find(({ id }) => id === channelId)
  const offered = isAlive ? templates.filter((template) => fits(template, channel)) : templates
  const template =
    offered.find(({ id }) => id === templateId) ?? offers.find((one) => fits(one, channel)) ?? offered[0]
  return (
    <section className="form card pad" aria-labelledby="what">
      <SectionHead id="what" title="What" />
      <TextField
        name="name"
        label="Name"
        help="For your own lists; nobody else sees it."
        defaultValue={broadcast?.name}
        autoComplete="off"
      />
      <div className="pair">
        <SelectField
          name="channelId"
          label="Channel"
          value={channelId}
          onChange={(event) => setChannelId(event.target.value)}
          options={usable.map(({ id, name, kind }) => ({
            value: id,
            label: name === channelNames[kind] ? name : `${name} (${channelNames[kind]})`,
          }))}
        />
        <SelectField
          name="templateId"
          label="Text"
          value={template?.id ?? ''}
          onChange={(event) => setTemplateId(event.target.value)}
          options={offered.map(({ id, name }) => ({ value: id, label: name.replaceAll('_', ' ') }))}
        />
      </div>
      {template && (
        <>
          <TemplateLook {...template} examples={[]} />
          <Variables key={template.id} {...{ template, broadcast, sent }} />
          {template.variableCount > 0 && <WordingNote />}
        </>
      )}
    </section>
  )
}

function Variables({
  template,
  broadcast,
  sent,
}: Pick<Props, 'broadcast' | 'sent'> & { template: ChannelTemplate }) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      Array.from({ length: template.variableCount }, (_, i) => String(i + 1)).map((n) => [
        n,
        sent.variables?.[`v${n}`] ?? broadcast?.variables[n] ?? (n === '1' ? facts[0].mark : ''),
      ]),
    ),
  )
  return Object.entries(values).map(([n, value]) => {
    const example = template.examples[Number(n) - 1]
    const set = (text: string) => setValues({ ...values, [n]: text })
    return (
      <div key={n} className="stack s8">
        <TextField
          name={`variables.v${n}`}
          label={`What stands for {{${n}}}`}
          help={example ? `Such as “${example}”.` : undefined}
          value={value}
          onChange={(event) => set(event.target.value)}
          autoComplete="off"
        />
        <fieldset className="row wrap s4 bc-facts">
          <legend className="vh">Fill in for {`{{${n}}}`}</legend>
          {facts.map(({ label, mark }) => (
            <Button
              key={label}
              size="sm"
              tone="quiet"
              icon="plus"
              onClick={() => set(`${value}${value === '' || value.endsWith(' ') ? '' : ' '}${mark}`)}
            >
              {label}
            </Button>
          ))}
        </fieldset>
      </div>
    )
  })
}

/** What the double braces mean; said once, beside the variables. */
function WordingNote() {
  return (
    <p className="muted t13">
      Words between double braces are filled in for each person. What follows the bar is said where nothing is
      known: <code>{'{{client.first_name | there}}'}</code> becomes “Grace”, or “there”.
    </p>
  )
}
