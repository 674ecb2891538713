import './identity.css'
import { redirect } from 'react-router'
import { renderSVG } from 'uqr'
import type { InputOf } from '#values/endpoint.ts'
import { type Api, serverApi } from '#web/api.ts'
import { type FormValues, type Refusal, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import {
  changePassword,
  confirmTotp,
  disableTotp,
  getProfile,
  startTotp,
  updateProfile,
} from '../contract/account.ts'
import { listSessions, revokeOtherSessions, revokeSession } from '../contract/devices.ts'
import type { Route } from './+types/account-page'
import {
  DeviceSection,
  PasswordSection,
  ProfileSection,
  TotpSection,
  type TotpSetup,
} from './account-sections.tsx'
import { pictureOf, readForm, refusalOf } from './form-parts.ts'

export const handle: PageHandle = { title: 'Account' }
export const meta: Route.MetaFunction = () => [{ title: 'Your account · Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [profile, devices] = await Promise.all([api(getProfile, {}), api(listSessions, {})])
  return { profile, devices: devices.items }
}

type Answer = { ok: true; words: string; totp?: TotpSetup } | Refusal

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const { intent, input } = readForm(form)
  const answer = await answerTo(serverApi(context), intent, input, form)
  if (answer.ok) return answer
  const totp = intent === 'totp-confirm' ? shownSetup(input) : undefined
  return refuse({ ...answer, input: { name: input.name }, ...(totp && { details: { totp } }) })
}

async function answerTo(api: Api, intent: string, input: FormValues, form: FormData): Promise<Answer> {
  switch (intent) {
    case 'profile': {
      const avatar = form.has('removePicture') ? null : await pictureOf(form, 'picture')
      const change = { name: input.name, ...(avatar !== undefined && { avatar }) }
      return said(
        await submit(api, updateProfile, change as InputOf<typeof updateProfile>),
        'Your profile is saved.',
      )
    }
    case 'password': {
      const change = { ...input, endOtherSessions: form.has('endOtherSessions') }
      const result = await submit(api, changePassword, change as unknown as InputOf<typeof changePassword>)
      return said(result, 'Your new password is set.')
    }
    case 'totp-start': {
      const result = await submit(api, startTotp, input)
      return result.ok ? { ok: true, words: '', totp: withCode(result.output) } : result
    }
    case 'totp-confirm':
      return api(confirmTotp, { code: String(input.code ?? '') }).then(
        () => ({ ok: true as const, words: 'Two-step sign-in is on.' }),
        (error) => refusalOf(error, {}),
      )
    case 'totp-disable':
      return said(await submit(api, disableTotp, input), 'Two-step sign-in is off.')
    case 'revoke-others':
      return said(await submit(api, revokeOtherSessions, {}), 'All other devices are signed out.')
    case 'revoke':
      return said(await submit(api, revokeSession, input), 'The device is signed out.')
    default:
      throw redirect('/settings/account')
  }
}

function said(result: { ok: true } | Refusal, words: string): Answer {
  return result.ok ? { ok: true, words } : result
}

function withCode(setup: { uri: string; secret: string; backupCodes: string[] }): TotpSetup {
  return { ...setup, qr: `data:image/svg+xml,${encodeURIComponent(renderSVG(setup.uri, { border: 1 }))}` }
}

/** After a wrong code the same picture is shown again; it came from this page and returns to it only. */
function shownSetup({ uri, secret, backupCodes }: FormValues): TotpSetup | undefined {
  if (typeof uri !== 'string' || !uri.startsWith('otpauth://') || uri.length > 500) return undefined
  const codes = Array.isArray(backupCodes) ? backupCodes.map(String) : []
  return withCode({ uri, secret: String(secret ?? ''), backupCodes: codes })
}

const labels = {
  name: 'Name',
  picture: 'Picture',
  currentPassword: 'Current password',
  newPassword: 'New password',
  password: 'Password',
  code: 'Code',
}

export default function AccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { profile, devices } = loaderData
  const setup = actionData?.ok ? actionData.totp : (actionData?.details.totp as TotpSetup | undefined)
  return (
    <FormResult result={actionData}>
      <PageHead title="Your account" lead="The same in every organisation you belong to." />
      <div className="stack" style={{ marginBottom: 16 }}>
        <ErrorSummary result={actionData} labels={labels} />
        {actionData?.ok && actionData.words && (
          <div role="status">
            <Banner tone="good">{actionData.words}</Banner>
          </div>
        )}
      </div>
      <div className="card">
        <ProfileSection profile={profile} />
        <PasswordSection key={actionData?.ok ? actionData.words : ''} />
        <TotpSection isOn={profile.twoFactor} setup={profile.twoFactor ? undefined : setup} />
        <DeviceSection devices={devices} />
      </div>
    </FormResult>
  )
}
