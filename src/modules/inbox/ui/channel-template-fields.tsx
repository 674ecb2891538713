import { useState } from 'react'
import { FieldGroup, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import type { ChannelTemplate } from '../contract/templates.ts'
import { variableCount } from '../domain/template-text.ts'
import { TemplateLook } from './channel-template-look.tsx'

const BUTTONS = 3
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

export const templateLabels: Record<string, string> = {
  channelId: 'Channel',
  name: 'Name',
  language: 'Language',
  category: 'Purpose',
  body: 'Text',
  footer: 'Footer',
}

const categories = [
  { value: 'utility', label: 'Service: about something that was agreed' },
  { value: 'marketing', label: 'Marketing: offers and news' },
  { value: 'authentication', label: 'Codes to sign in' },
]

/** Purpose, words and buttons of a template, with what its reader will see beside them. */
export function TemplateFields({
  template,
  isWhatsApp,
}: {
  template?: ChannelTemplate
  isWhatsApp: boolean
}) {
  const [body, setBody] = useState(template?.body ?? '')
  const [footer, setFooter] = useState(template?.footer ?? '')
  const [examples, setExamples] = useState<string[]>(template?.examples ?? [])
  const count = Math.min(variableCount(body), 20)
  const change = (n: number, text: string) => {
    const next = numbers(Math.max(count, n + 1)).map((i) => examples[i] ?? '')
    next[n] = text
    setExamples(next)
  }
  return (
    <>
      {isWhatsApp && (
        <SelectField
          name="category"
          label="Purpose"
          options={categories}
          defaultValue={template?.category ?? 'utility'}
        />
      )}
      <TextAreaField
        name="body"
        label="Text"
        rows={5}
        maxLength={1_024}
        help="{{1}}, {{2}} … stand for what differs from person to person."
        defaultValue={template?.body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {count > 0 && (
        <FieldGroup
          name="examples"
          label="Examples"
          help="What the variables may say. WhatsApp asks for them."
        >
          {numbers(count).map((n) => (
            <TextField
              key={n}
              name={`examples[${n}]`}
              label={`{{${n + 1}}}`}
              defaultValue={template?.examples[n]}
              onChange={(event) => change(n, event.currentTarget.value)}
            />
          ))}
        </FieldGroup>
      )}
      {isWhatsApp && (
        <>
          <TextField
            name="footer"
            label="Footer"
            optional
            maxLength={60}
            defaultValue={template?.footer}
            onChange={(event) => setFooter(event.currentTarget.value)}
          />
          <Buttons template={template} />
        </>
      )}
      <TemplateLook
        body={body || 'Your text'}
        footer={footer}
        buttons={template?.buttons ?? []}
        examples={examples}
      />
    </>
  )
}

const buttonKinds = [
  { value: 'reply', label: 'Answer' },
  { value: 'link', label: 'Web address' },
  { value: 'call', label: 'Telephone' },
]

function Buttons({ template }: { template?: ChannelTemplate }) {
  return (
    <details className="disclose" open={(template?.buttons.length ?? 0) > 0}>
      <summary>Buttons</summary>
      {numbers(BUTTONS).map((n) => {
        const button = template?.buttons[n]
        return (
          <div key={n} className="pair">
            <SelectField
              name={`buttons[${n}].kind`}
              label={`Button ${n + 1}`}
              options={buttonKinds}
              placeholder="None"
              defaultValue={button?.kind ?? ''}
            />
            <TextField
              name={`buttons[${n}].text`}
              label="Words"
              optional
              maxLength={25}
              defaultValue={button?.text}
            />
            <TextField
              name={`buttons[${n}].target`}
              label="Address or number"
              optional
              defaultValue={button?.target}
            />
          </div>
        )
      })}
    </details>
  )
}
