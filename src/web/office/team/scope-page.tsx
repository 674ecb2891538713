import { Form, useNavigation } from 'react-router'
import { listStaff } from '#modules/booking/contract/catalogue.ts'
import { getMember, updateMember } from '#modules/identity/contract/team.ts'
import { serverApi } from '../../api.ts'
import { formInput, refuse, submit } from '../../form.ts'
import { Banner } from '../../kit/banner.tsx'
import { Button, LinkButton } from '../../kit/button.tsx'
import { CheckboxCard } from '../../kit/choice-card.tsx'
import { FieldGroup } from '../../kit/field.tsx'
import { ErrorSummary, FormResult } from '../../kit/form-result.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { EmptyState } from '../../kit/state.tsx'
import { useMay } from '../../session.ts'
import type { PageHandle } from '../page-title.tsx'
import type { Route } from './+types/scope-page'
import { coveredAreas, scopeOfForm } from './scope-choice.ts'

type Loaded = Route.ComponentProps['loaderData']

export const handle: PageHandle = { title: 'Limits', parent: { to: '/settings/team', label: 'Team' } }
export const meta: Route.MetaFunction = () => [{ title: 'Limits · Frontdesk' }]

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [member, staff] = await Promise.all([
    api(getMember, { memberId: params.memberId }),
    api(listStaff, {}),
  ])
  const people = staff.items.map(({ id, name, areas }) => ({ id, name, areas }))
  return { member, people }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const api = serverApi(context)
  const [form, { items }] = await Promise.all([request.formData(), api(listStaff, {})])
  const scope = scopeOfForm(formInput(form), items)
  const result = await submit(api, updateMember, { memberId: params.memberId, scope })
  return result.ok ? { ok: true as const, isLimited: scope !== null } : refuse(result)
}

/** Limits a manager to some people and their visits (IDEN-005). */
export default function ScopePage({ loaderData, actionData }: Route.ComponentProps) {
  const { member, people } = loaderData
  const mayManage = useMay('team.manage')
  const mayMakeOwners = useMay('team.owners')
  const canChange =
    mayManage && member.status !== 'removed' && (mayMakeOwners || !member.roles.includes('owner'))
  return (
    <FormResult result={actionData}>
      <PageHead
        title={`What ${member.name} sees`}
        lead="Tick the people whose visits, clients and figures they work with. Nothing ticked means everybody. Conversations and their figures are not limited."
      />
      {people.length === 0 ? (
        <EmptyState icon="staff" title="There is nobody to limit to yet">
          Add the people who do visits under Staff first.
        </EmptyState>
      ) : (
        <ScopeForm
          // The ticks follow what was saved, also when an area has added people.
          key={member.scope?.staffIds.join()}
          loaded={loaderData}
          canChange={canChange}
          saved={actionData?.ok ? savedWords(member.name, actionData.isLimited) : undefined}
        >
          <ErrorSummary result={actionData} labels={{ scope: 'Limits' }} />
        </ScopeForm>
      )}
    </FormResult>
  )
}

function savedWords(name: string, isLimited: boolean): string {
  return isLimited
    ? `Saved. ${name} sees only these people’s work from the next press.`
    : `Saved. ${name} sees the whole organisation.`
}

function ScopeForm(props: {
  loaded: Loaded
  canChange: boolean
  saved: string | undefined
  children: React.ReactNode
}) {
  const { loaded, canChange, saved, children } = props
  const { member, people } = loaded
  const isBusy = useNavigation().state === 'submitting'
  // One person's area is that person, who stands above.
  const areas = coveredAreas(people).filter((area) => area.people.length > 1)
  const chosen = member.scope?.staffIds ?? []
  return (
    <Form method="post" className="form card pad">
      {children}
      {saved && !isBusy && (
        <div role="status">
          <Banner tone="good">{saved}</Banner>
        </div>
      )}
      <fieldset disabled={!canChange} className="stack s24">
        <FieldGroup name="staffIds" label="People">
          {people.map(({ id, name, areas: own }) => (
            <CheckboxCard
              key={id}
              name="staffIds[]"
              value={id}
              title={name}
              detail={own.map(({ postcode }) => postcode).join(', ')}
              defaultChecked={chosen.includes(id)}
            />
          ))}
        </FieldGroup>
        {areas.length > 0 && (
          <FieldGroup name="areas" label="By area" help="Adds everybody who covers the area now.">
            {areas.map(({ postcode, people: covering }) => (
              <CheckboxCard
                key={postcode}
                name="areas[]"
                value={postcode}
                title={postcode}
                detail={covering.map(({ name }) => name).join(', ')}
              />
            ))}
          </FieldGroup>
        )}
      </fieldset>
      <div className="acts">
        {canChange && (
          <Button type="submit" tone="primary" busy={isBusy}>
            Save limits
          </Button>
        )}
        <LinkButton to={`/settings/team/${member.id}`}>Back to {member.name}</LinkButton>
      </div>
    </Form>
  )
}
