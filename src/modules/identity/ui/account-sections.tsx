import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import type { Profile } from '../contract/account.ts'
import type { Device } from '../contract/devices.ts'
import { PictureField } from './picture-field.tsx'
import { SaveBar } from './save-bar.tsx'

function Section({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <section className="set" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p>{lead}</p>
      </header>
      <div className="stack">{children}</div>
    </section>
  )
}

/** Name and picture. */
export function ProfileSection({ profile }: { profile: Profile }) {
  return (
    <Section title="Profile" lead="Colleagues and customers see your name and picture.">
      <Form method="post" encType="multipart/form-data" className="form" noValidate>
        <input type="hidden" name="intent" value="profile" />
        <PictureField label="Picture" current={profile.avatarUrl} longestSide={512} isRound />
        {profile.avatarUrl && <CheckField name="removePicture" label="Remove my picture" />}
        <TextField name="name" label="Name" defaultValue={profile.name} autoComplete="name" required />
        <TextField
          name="shownEmail"
          label="E-mail address"
          value={profile.email}
          readOnly
          disabled
          help={
            profile.emailVerified
              ? 'Confirmed.'
              : 'Not confirmed yet. Press the link in the mail we sent you.'
          }
        />
        <SaveBar label="Save profile" intent="profile" />
      </Form>
    </Section>
  )
}

/** A new password, against the old one. */
export function PasswordSection() {
  return (
    <Section title="Password" lead="At least 10 characters. Three or four words make a good password.">
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="intent" value="password" />
        <TextField
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
        />
        <TextField name="newPassword" label="New password" type="password" autoComplete="new-password" />
        <CheckField name="endOtherSessions" label="Sign my other devices out" defaultChecked />
        <SaveBar isSecond label="Change password" intent="password" />
      </Form>
    </Section>
  )
}

/** What an authenticator app needs, with the picture of it. */
export interface TotpSetup {
  uri: string
  secret: string
  backupCodes: string[]
  /** The QR code as a data address. */
  qr: string
}

/** Two-step sign-in: off, being set up, or on. */
export function TotpSection({ isOn, setup }: { isOn: boolean; setup: TotpSetup | undefined }) {
  const lead = 'A code from your phone besides the password. A stolen password alone then opens nothing.'
  if (setup) {
    return (
      <Section title="Two-step sign-in" lead={lead}>
        <TotpConfirm setup={setup} />
      </Section>
    )
  }
  return (
    <Section title="Two-step sign-in" lead={lead}>
      <div>
        <StatusPill tone={isOn ? 'good' : 'neutral'}>{isOn ? 'On' : 'Off'}</StatusPill>
      </div>
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="intent" value={isOn ? 'totp-disable' : 'totp-start'} />
        <TextField name="password" label="Your password" type="password" autoComplete="current-password" />
        <div className="acts">
          <Button type="submit">{isOn ? 'Turn it off' : 'Set it up'}</Button>
        </div>
      </Form>
    </Section>
  )
}

function TotpConfirm({ setup }: { setup: TotpSetup }) {
  return (
    <div className="totp">
      <ol className="stack">
        <li>
          <p>1. Scan this with your authenticator app, or type the key.</p>
          <img className="qr" src={setup.qr} alt="QR code with the key below" width={176} height={176} />
          <p className="t13">
            Key: <code>{setup.secret}</code>
          </p>
        </li>
        <li>
          <p>
            2. Keep these backup codes in a safe place. Each opens your account once if the phone is lost.
          </p>
          <ul className="codes">
            {setup.backupCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </li>
        <li>
          <Form method="post" className="form" noValidate>
            <input type="hidden" name="intent" value="totp-confirm" />
            <input type="hidden" name="uri" value={setup.uri} />
            <input type="hidden" name="secret" value={setup.secret} />
            {setup.backupCodes.map((code) => (
              <input key={code} type="hidden" name="backupCodes[]" value={code} />
            ))}
            <TextField
              name="code"
              label="3. The six digits that the app shows now"
              inputMode="numeric"
              autoComplete="one-time-code"
            />
            <SaveBar label="Turn it on" intent="totp-confirm" />
          </Form>
        </li>
      </ol>
    </div>
  )
}

/** Where the account is signed in. */
export function DeviceSection({ devices }: { devices: readonly Device[] }) {
  return (
    <Section title="Signed-in devices" lead="Sign out what you do not know, then change your password.">
      <ul className="lines card">
        {devices.map((device) => (
          <li key={device.id} className="perm">
            <div>
              <span className="m">{device.label}</span>
              <p className="muted t13">
                Signed in <When at={device.signedInAt} />
                {device.ip && <> · {device.ip}</>}
              </p>
            </div>
            {device.isCurrent ? (
              <StatusPill tone="brand">This device</StatusPill>
            ) : (
              <Form method="post">
                <input type="hidden" name="sessionId" value={device.id} />
                <Button type="submit" name="intent" value="revoke" size="sm">
                  Sign out
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <Form method="post">
          <Button type="submit" name="intent" value="revoke-others" size="sm" icon="sign-out">
            Sign all other devices out
          </Button>
        </Form>
      )}
    </Section>
  )
}
