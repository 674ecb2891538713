import { useState } from 'react'
import { CheckField, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary } from '#web/kit/form-result.tsx'
import type { Webchat } from '../contract/webchat.ts'

export const webchatLabels = {
  name: 'Name in the inbox',
  'settings.title': 'Title',
  'settings.greeting': 'Greeting',
  'settings.offlineText': 'Greeting out of hours',
  'settings.colour': 'Colour',
  'settings.sites': 'Sites',
}

/** Everything that can be set about a web chat. */
export function WebchatFields({ chat, result }: { chat: Webchat; result: unknown }) {
  const { settings } = chat
  return (
    <>
      <div className="chat-set">
        <header>
          <h2>What it says</h2>
          <p>To visitors who open it.</p>
        </header>
        <div className="form">
          <ErrorSummary result={result as never} labels={webchatLabels} />
          <CheckField as="switch" name="isActive" label="The chat works" defaultChecked={chat.isActive} />
          <TextField name="name" label={webchatLabels.name} defaultValue={chat.name} maxLength={60} />
          <TextField
            name="settings.title"
            label={webchatLabels['settings.title']}
            optional
            help="Your organisation’s name when empty."
            defaultValue={settings.title}
            maxLength={60}
          />
          <TextAreaField
            name="settings.greeting"
            label={webchatLabels['settings.greeting']}
            rows={2}
            defaultValue={settings.greeting}
            maxLength={300}
          />
          <TextAreaField
            name="settings.offlineText"
            label={webchatLabels['settings.offlineText']}
            rows={3}
            defaultValue={settings.offlineText}
            maxLength={300}
          />
        </div>
      </div>
      <Look chat={chat} />
      <div className="chat-set">
        <header>
          <h2>Who writes</h2>
          <p>A name and an address let you answer those who left the page.</p>
        </header>
        <div className="form">
          <SelectField
            name="settings.askWho"
            label="Ask for name and e-mail"
            options={[
              { value: 'after', label: 'After the first message; it may be skipped' },
              { value: 'before', label: 'Before the first message' },
              { value: 'never', label: 'Never' },
            ]}
            defaultValue={settings.askWho}
          />
          <CheckField
            name="settings.offlineForm"
            label="Out of hours, show a form for a message"
            help="With a name, and an e-mail address or a telephone number."
            defaultChecked={settings.offlineForm}
          />
        </div>
      </div>
      <div className="chat-set">
        <header>
          <h2>Where it works</h2>
          <p>Other sites are refused.</p>
        </header>
        <div className="form">
          <TextAreaField
            name="settings.sites"
            label={webchatLabels['settings.sites']}
            optional
            rows={3}
            help="One a line, such as https://www.example.com. Empty: on every site."
            defaultValue={settings.sites.join('\n')}
          />
        </div>
      </div>
    </>
  )
}

function Look({ chat: { settings } }: { chat: Webchat }) {
  const [hasColour, setHasColour] = useState(settings.colour !== '')
  return (
    <div className="chat-set">
      <header>
        <h2>How it looks</h2>
        <p>It keeps clear of your site’s own styles.</p>
      </header>
      <div className="form">
        <CheckField
          name="hasColour"
          label="A colour of its own"
          help="Otherwise your organisation’s colour. We darken it where white text could not be read."
          checked={hasColour}
          onChange={(event) => setHasColour(event.target.checked)}
        />
        {hasColour && (
          <TextField
            name="settings.colour"
            label={webchatLabels['settings.colour']}
            type="color"
            defaultValue={settings.colour || '#0F5C4D'}
          />
        )}
        <div className="pair">
          <SelectField
            name="settings.side"
            label="Corner"
            options={[
              { value: 'right', label: 'Right' },
              { value: 'left', label: 'Left' },
            ]}
            defaultValue={settings.side}
          />
          <SelectField
            name="settings.theme"
            label="Light or dark"
            options={[
              { value: 'auto', label: 'As the visitor’s device' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            defaultValue={settings.theme}
          />
        </div>
      </div>
    </div>
  )
}
