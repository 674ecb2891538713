import './catalogue.css'
import { redirect } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { addDays, localDay } from '#values/zone.ts'
import { type Api, isApiError, serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getBookingFigures, getStaffMember, updateStaffMember } from '../contract.ts'
import type { Route } from './+types/staff-profile-page'
import { Saved } from './saved.tsx'
import { staffFormFacts } from './staff-facts.ts'
import { StaffFigures } from './staff-figures.tsx'
import { StaffForm } from './staff-form.tsx'
import { StaffHead } from './staff-head.tsx'
import { readStaffForm } from './staff-input.ts'
import { personTitle } from './staff-title.ts'

export const handle: PageHandle = { title: personTitle, parent: { to: '/staff', label: 'Staff' } }
export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: personTitle(loaderData) }]

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { staffId } = params
  const [{ org }, person, facts] = await Promise.all([
    api(getSession, {}),
    api(getStaffMember, { staffId }),
    staffFormFacts(api),
  ])
  const today = localDay(org.zone, Date.now())
  return { person, today, ...facts, figures: await figuresOf(api, staffId, today) }
}

/** The last 30 days of this person, for those who may see figures. */
async function figuresOf(api: Api, staffId: string, today: string) {
  try {
    return await api(getBookingFigures, { staffId, fromDay: addDays(today, -29), toDay: today })
  } catch (error) {
    if (isApiError(error) && error.status < 500) return null
    throw error
  }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { input, values } = await readStaffForm(await request.formData())
  const { staffId } = params
  const result = await submit(serverApi(context), updateStaffMember, { ...input, staffId })
  return result.ok ? redirect(`/staff/${staffId}?done=saved`) : refuse({ ...result, input: values })
}

export default function StaffProfilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { person, today, services, team, figures } = loaderData
  const mayEdit = useMay('staff.edit')
  useLiveRevalidate(['staff', 'catalogue', 'figures'])
  return (
    <>
      <StaffHead person={person} today={today} />
      <Saved />
      <div className="stack">
        {figures && <StaffFigures {...figures} />}
        <fieldset disabled={!mayEdit}>
          <StaffForm key={person.id} person={person} services={services} team={team} result={actionData} />
        </fieldset>
      </div>
    </>
  )
}
