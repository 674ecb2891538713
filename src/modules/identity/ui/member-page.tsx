import './identity.css'
import { Form, redirect } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { type FormValues, refuse, submit } from '#web/form.ts'
import { Avatar } from '#web/kit/avatar.tsx'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay, useSession } from '#web/session.ts'
import { startViewAs } from '../contract/devices.ts'
import {
  getMember,
  listMemberActivity,
  type MemberDetail,
  removeMember,
  restoreMember,
  suspendMember,
  updateMember,
} from '../contract/team.ts'
import type { Route } from './+types/member-page'
import { readForm } from './form-parts.ts'
import { MemberActivity } from './member-activity.tsx'
import { PermissionList } from './permission-list.tsx'
import { RoleChoice } from './role-choice.tsx'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = {
  title: (data) => (data as { member: MemberDetail } | undefined)?.member.name ?? 'Member',
  parent: { to: '/settings/team', label: 'Team' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Team · Frontdesk' }]

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { memberId } = params
  const [member, activity] = await Promise.all([
    api(getMember, { memberId }),
    api(listMemberActivity, { memberId, limit: 30 }).catch(() => null),
  ])
  return { member, activity }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const api = serverApi(context)
  const { memberId } = params
  const { intent, input } = readForm(await request.formData())
  if (intent === 'view-as') {
    const seen = await submit(api, startViewAs, { memberId })
    return seen.ok ? redirect('/today') : refuse(seen)
  }
  if (intent === 'remove') {
    const removed = await submit(api, removeMember, { memberId })
    return removed.ok ? redirect('/settings/team') : refuse(removed)
  }
  const result =
    intent === 'suspend'
      ? await submit(api, suspendMember, { memberId })
      : intent === 'restore'
        ? await submit(api, restoreMember, { memberId })
        : await submit(api, updateMember, changeOf(memberId, intent, input))
  return result.ok ? { ok: true as const, intent } : refuse(result)
}

function changeOf(memberId: string, intent: string, input: FormValues) {
  if (intent === 'limits') return { memberId, scope: null }
  if (intent === 'roles') return { memberId, roles: input.roles ?? [] } as InputOf<typeof updateMember>
  const choices = Object.entries(input).filter(([, choice]) => choice === 'yes' || choice === 'no')
  const grants = choices.map(([field, choice]) => ({
    key: field.replace('_', '.'),
    granted: choice === 'yes',
  }))
  return { memberId, grants } as InputOf<typeof updateMember>
}

const labels = { roles: 'Roles', grants: 'Permissions' }
const words: Record<string, string> = {
  roles: 'The roles are saved and count from the next press.',
  permissions: 'The permissions are saved and count from the next press.',
  limits: 'The limits are gone.',
  suspend: 'Suspended. Nothing of theirs is lost.',
  restore: 'They have access again.',
}

export default function MemberPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['members'])
  const { member, activity } = loaderData
  const mayManage = useMay('team.manage')
  const mayMakeOwners = useMay('team.owners')
  const canChange =
    mayManage && member.status !== 'removed' && (mayMakeOwners || !member.roles.includes('owner'))
  const done = actionData?.ok ? words[actionData.intent] : undefined
  return (
    <FormResult result={actionData}>
      <MemberHead member={member} />
      <div className="stack" style={{ marginBottom: 16 }}>
        <ErrorSummary result={actionData} labels={labels} />
        {done && (
          <div role="status">
            <Banner tone="good">{done}</Banner>
          </div>
        )}
      </div>
      <div className="aside-grid">
        <div className="stack s24">
          <section className="card pad" aria-label="Roles">
            <Form method="post" className="form" key={member.roles.join()}>
              <input type="hidden" name="intent" value="roles" />
              <fieldset disabled={!canChange}>
                <RoleChoice chosen={member.roles} mayMakeOwners={mayMakeOwners} />
              </fieldset>
              {canChange && <SaveBar label="Save roles" intent="roles" />}
            </Form>
          </section>
          <PermissionList member={member} canChange={canChange} />
        </div>
        <div className="stack">
          <MemberFacts member={member} canChange={canChange} />
          {activity && <MemberActivity items={activity.items} />}
        </div>
      </div>
    </FormResult>
  )
}

function MemberHead({ member }: { member: MemberDetail }) {
  const session = useSession()
  const mayView = useMay('team.view_as')
  const isMyself = member.id === session.memberId
  return (
    <div className="head">
      <div className="who-head">
        <Avatar name={member.name} src={member.avatarUrl} size="xl" />
        <div>
          <h1>{member.name}</h1>
          <p>{member.email}</p>
        </div>
      </div>
      <div className="acts">
        {mayView && !isMyself && member.status === 'active' && (
          <Form method="post">
            <Button type="submit" name="intent" value="view-as" icon="eye">
              See Frontdesk as they do
            </Button>
          </Form>
        )}
      </div>
    </div>
  )
}

function MemberFacts({ member, canChange }: { member: MemberDetail; canChange: boolean }) {
  const isMyself = member.id === useSession().memberId
  return (
    <section className="card pad stack" aria-label="Access">
      <SectionHead title="Access" end={<MemberStatusPill status={member.status} />} />
      <dl className="kv">
        <dt>Last seen</dt>
        <dd>{member.lastSeenAt ? <When at={member.lastSeenAt} /> : 'Not yet'}</dd>
        <dt>Joined</dt>
        <dd>
          <When at={member.createdAt} style="date" />
        </dd>
        <dt>Two-step</dt>
        <dd>{member.twoFactor ? 'On' : 'Off'}</dd>
        <dt>Limited to</dt>
        <dd>{limitWords(member.scope)}</dd>
      </dl>
      {canChange && (
        <LinkButton to={`/settings/team/${member.id}/scope`} size="sm">
          {member.scope ? 'Change the limits' : 'Limit to some people'}
        </LinkButton>
      )}
      {canChange && member.scope && (
        <Form method="post">
          <Button type="submit" name="intent" value="limits" size="sm">
            Remove the limits
          </Button>
        </Form>
      )}
      {canChange && !isMyself && <AccessActs member={member} />}
    </section>
  )
}

function MemberStatusPill({ status }: { status: MemberDetail['status'] }) {
  if (status === 'active') return <StatusPill tone="good">Active</StatusPill>
  return <StatusPill tone="warn">{status === 'suspended' ? 'Suspended' : 'Removed'}</StatusPill>
}

function AccessActs({ member }: { member: MemberDetail }) {
  return (
    <>
      <Form method="post">
        {member.status === 'active' ? (
          <Button type="submit" name="intent" value="suspend" size="sm" icon="person-off">
            Suspend
          </Button>
        ) : (
          <Button type="submit" name="intent" value="restore" size="sm" icon="undo">
            Give access again
          </Button>
        )}
      </Form>
      <details className="danger-zone">
        <summary>Remove from the organisation</summary>
        <p className="muted t13 after">
          {member.name} loses all access at once. What they did stays in the records, and you can invite them
          again.
        </p>
        <Form method="post" style={{ marginTop: 8 }}>
          <Button type="submit" name="intent" value="remove" tone="danger" size="sm">
            Remove {member.name}
          </Button>
        </Form>
      </details>
    </>
  )
}

function limitWords(scope: MemberDetail['scope']): string {
  const parts = [
    scope?.staffIds.length ? `${scope.staffIds.length} staff` : '',
    scope?.areaIds.length ? `${scope.areaIds.length} ${scope.areaIds.length === 1 ? 'area' : 'areas'}` : '',
  ].filter(Boolean)
  return parts.join(' and ') || 'Nothing; sees the whole organisation'
}
