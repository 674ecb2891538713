import { Fragment } from 'react'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { channelFields } from '../contract/channel-fields.ts'
import type { Channel } from '../contract/channels.ts'
import { sandboxFaults } from '../contract/sandbox.ts'
import type { ChannelKind } from '../contract/words.ts'

/** Names of the fields for the summary of faults. */
export function channelLabels(kind: ChannelKind): Record<string, string> {
  const own = channelFields[kind].map(({ name, label, isSecret }) => [
    `${isSecret ? 'secrets' : 'settings'}.${name}`,
    label,
  ])
  return { name: 'Name', address: addressLabel(kind), ...Object.fromEntries(own) }
}

function addressLabel(kind: ChannelKind): string {
  return kind === 'email' ? 'E-mail address' : 'Number'
}

/** What a channel of a kind is set up with. Secrets are never shown: an empty field keeps what is set. */
export function ChannelFields({ kind, channel }: { kind: ChannelKind; channel?: Channel }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        help="For your colleagues; clients never see it."
        autoComplete="off"
        defaultValue={channel?.name}
      />
      {kind !== 'webchat' && (
        <TextField
          name="address"
          label={addressLabel(kind)}
          type={kind === 'email' ? 'email' : 'tel'}
          autoComplete="off"
          placeholder={kind === 'email' ? 'hello@example.com' : '+44 20 7946 0000'}
          defaultValue={channel?.address}
        />
      )}
      {(kind === 'whatsapp' || kind === 'sms') && (
        <CheckField
          name="sandbox"
          label="Sandbox: messages stay here"
          help="For trying out: nothing reaches anybody. Every message is answered with made-up reports."
          defaultChecked={channel?.isSandbox}
        />
      )}
      {channelFields[kind].map((field) => {
        const { name, label, help, isSecret, isRequired, placeholder } = field
        const path = `${isSecret ? 'secrets' : 'settings'}.${name}`
        const value = channel?.settings[name]
        if (field.kind === 'flag') {
          return (
            <CheckField key={name} name={path} label={label} help={help} defaultChecked={value === true} />
          )
        }
        const isSet = isSecret && channel?.secretsSet.includes(name)
        return (
          <TextField
            key={name}
            name={path}
            label={label}
            help={isSet ? `Set. Leave it empty to keep it. ${help ?? ''}` : help}
            optional={!isRequired}
            type={isSecret ? 'password' : field.kind === 'number' ? 'number' : 'text'}
            autoComplete={isSecret ? 'new-password' : 'off'}
            placeholder={isSet ? '••••••••' : placeholder}
            min={field.min}
            max={field.max}
            defaultValue={value === undefined ? undefined : String(value)}
          />
        )
      })}
    </>
  )
}

/** What the sandbox does, said plainly. */
export function SandboxNote() {
  return (
    <section className="card pad stack s8" aria-labelledby="sandbox">
      <h2 id="sandbox" className="b">
        This channel is a sandbox
      </h2>
      <p className="muted t13">
        Messages are sent to nobody. They are reported as sent, delivered and read after one to four seconds.
        Numbers that end in these digits fail, as they would with a provider:
      </p>
      <dl className="kv">
        {sandboxFaults.map(({ digits, title, when }) => (
          <Fragment key={digits}>
            <dt>
              <code>…{digits}</code>
            </dt>
            <dd>
              {title}
              <span className="muted">
                {' '}
                ({when === 'sending' ? 'refused at once' : 'fails after sending'})
              </span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
