import './identity.css'
import { Form, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { acceptInvitation, getInvitation } from '../contract/invitations.ts'
import { describeRole } from '../domain/permissions.ts'
import type { Route } from './+types/invitation-page'
import { readForm } from './form-parts.ts'

export const meta: Route.MetaFunction = () => [
  { title: 'Your invitation · Frontdesk' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export function loader({ context, params }: Route.LoaderArgs) {
  return serverApi(context)(getInvitation, { token: params.token })
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { input } = readForm(await request.formData())
  const answer = { ...input, token: params.token }
  const result = await submit(serverApi(context), acceptInvitation, answer)
  return result.ok ? redirect('/today') : refuse({ ...result, input: { name: input.name } })
}

export default function InvitationPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { orgName, email, invitedBy, roles, isExpired } = loaderData
  const isBusy = useNavigation().state === 'submitting'
  const names = roles.map((role) => describeRole(role).name.toLowerCase()).join(', ')
  if (isExpired) {
    return (
      <>
        <h1>This invitation has expired</h1>
        <p className="lead">Ask {invitedBy} to send it again. Invitations are valid for a week.</p>
      </>
    )
  }
  return (
    <>
      <h1>Join {orgName}</h1>
      <p className="lead">
        {invitedBy} invites <b>{email}</b> as {names}.
      </p>
      {loaderData.hasAccount && !loaderData.isSignedIn ? (
        <LinkButton
          to={`/sign-in?next=${encodeURIComponent(`/invitations/${params.token}`)}`}
          tone="primary"
          wide
        >
          Sign in to accept
        </LinkButton>
      ) : (
        <FormResult result={actionData}>
          <Form method="post" className="form" noValidate>
            <ErrorSummary result={actionData} labels={{ name: 'Your name', password: 'Password' }} />
            {!loaderData.isSignedIn && (
              <>
                <TextField name="name" label="Your name" autoComplete="name" required />
                <TextField
                  name="password"
                  label="Choose a password"
                  type="password"
                  autoComplete="new-password"
                  help="At least 10 characters. Three or four words make a good password."
                  required
                />
              </>
            )}
            <Button type="submit" tone="primary" wide busy={isBusy}>
              Accept the invitation
            </Button>
          </Form>
        </FormResult>
      )}
    </>
  )
}
