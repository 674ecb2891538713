import './identity.css'
import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { createInvitation } from '../contract/invitations.ts'
import type { Route } from './+types/invite-page'
import { RoleChoice } from './role-choice.tsx'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = {
  title: 'Invite a colleague',
  parent: { to: '/settings/team', label: 'Team' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Invite a colleague · Frontdesk' }]

export async function action({ request, context }: Route.ActionArgs) {
  const input = formInput(await request.formData())
  const result = await submit(serverApi(context), createInvitation, input)
  return result.ok
    ? redirect(`/settings/team/invitations?sent=${encodeURIComponent(result.output.email)}`)
    : refuse(result)
}

export default function InvitePage({ actionData }: Route.ComponentProps) {
  const mayMakeOwners = useMay('team.owners')
  const sent = actionData?.input as { roles?: string[] } | undefined
  return (
    <>
      <PageHead title="Invite a colleague" lead="They get a mail with a link that works once, for a week." />
      <FormResult result={actionData}>
        <Form method="post" className="card pad form" style={{ maxWidth: 620 }} noValidate>
          <ErrorSummary result={actionData} labels={{ email: 'E-mail address', roles: 'Roles' }} />
          <TextField name="email" label="E-mail address" type="email" autoComplete="off" required />
          <RoleChoice chosen={sent ? (sent.roles ?? []) : ['agent']} mayMakeOwners={mayMakeOwners} />
          <SaveBar label="Send the invitation" />
        </Form>
      </FormResult>
    </>
  )
}
