import './identity.css'
import { Form, useSearchParams } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { ErrorSummary } from '#web/kit/form-result.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  type Invitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from '../contract/invitations.ts'
import { describeRole } from '../domain/permissions.ts'
import type { Route } from './+types/invitations-page'
import { readForm } from './form-parts.ts'
import { TeamHead } from './team-head.tsx'

export const handle: PageHandle = { title: 'Invitations', parent: { to: '/settings/team', label: 'Team' } }
export const meta: Route.MetaFunction = () => [{ title: 'Invitations · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listInvitations, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const { intent, input } = readForm(await request.formData())
  const api = serverApi(context)
  const invitation = input as InputOf<typeof resendInvitation>
  const result =
    intent === 'resend'
      ? await submit(api, resendInvitation, invitation)
      : await submit(api, revokeInvitation, invitation)
  if (!result.ok) return refuse(result)
  return {
    ok: true as const,
    words: intent === 'resend' ? 'Sent again with a new link.' : 'Withdrawn. The link no longer works.',
  }
}

export default function InvitationsPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['members'])
  const [search] = useSearchParams()
  const mayManage = useMay('team.manage')
  const sent = search.get('sent')
  const words = actionData?.ok ? actionData.words : sent && `The invitation to ${sent} is on its way.`
  return (
    <>
      <TeamHead lead="Invitations that wait for an answer." />
      <div className="stack">
        <ErrorSummary result={actionData} />
        {words && (
          <div role="status">
            <Banner tone="good">{words}</Banner>
          </div>
        )}
        <div className="card">
          {loaderData.items.length === 0 ? (
            <EmptyState
              icon="mail"
              title="No invitation is waiting"
              action={mayManage && <LinkButton to="/settings/team/invite">Invite a colleague</LinkButton>}
            >
              Everybody you invited has answered.
            </EmptyState>
          ) : (
            <ul className="lines">
              {loaderData.items.map((invitation) => (
                <InvitationLine key={invitation.id} invitation={invitation} mayManage={mayManage} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </>
  )
}

function InvitationLine({ invitation, mayManage }: { invitation: Invitation; mayManage: boolean }) {
  const { id, email, roles, invitedBy, createdAt, expiresAt, status } = invitation
  return (
    <li className="perm">
      <div className="grow">
        <span className="row wrap">
          <span className="m">{email}</span>
          {status === 'expired' && <StatusPill tone="warn">Expired</StatusPill>}
        </span>
        <p className="muted t13">
          {roles.map((role) => describeRole(role).name).join(', ')} · invited by {invitedBy}{' '}
          <When at={createdAt} />
          {status === 'open' && (
            <>
              {' '}
              · valid until <When at={expiresAt} style="date" />
            </>
          )}
        </p>
      </div>
      {mayManage && (
        <Form method="post" className="row">
          <input type="hidden" name="invitationId" value={id} />
          <Button type="submit" name="intent" value="resend" size="sm" icon="send">
            Send again
          </Button>
          <Button type="submit" name="intent" value="revoke" size="sm">
            Withdraw
          </Button>
        </Form>
      )}
    </li>
  )
}
