import './catalogue.css'
import { redirect, useNavigation } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { localDay } from '#values/zone.ts'
import { type Api, isApiError, serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { SectionHead } from '#web/kit/page-head.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getStaffMember, listStaff, locatePostcode, setStaffAreas } from '../contract.ts'
import type { Route } from './+types/staff-areas-page'
import { AreaForm } from './area-form.tsx'
import { AreaMap } from './area-map.tsx'
import { readForm, rowsOf, textOf } from './catalogue-forms.ts'
import { CoverTester } from './cover-tester.tsx'
import { Saved } from './saved.tsx'
import { StaffHead } from './staff-head.tsx'
import { personTitle } from './staff-title.ts'

export const handle: PageHandle = { title: personTitle, parent: { to: '/staff', label: 'Staff' } }
export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `Areas of ${personTitle(loaderData)}` }]

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const asked = url.searchParams.get('postcode') ?? ''
  const [{ org }, person, staff, test] = await Promise.all([
    api(getSession, {}),
    api(getStaffMember, { staffId: params.staffId }),
    api(listStaff, { active: true }),
    asked ? tested(api, asked) : null,
  ])
  const others = staff.items
    .filter(({ id }) => id !== person.id)
    .flatMap(({ name, colour, areas }) => areas.map((area) => ({ ...area, name, colour })))
  return { person, others, today: localDay(org.zone, Date.now()), asked, test }
}

/** Where the postcode is and who covers it, or why that cannot be said. */
async function tested(api: Api, postcode: string) {
  try {
    return { place: await api(locatePostcode, { postcode }), fault: null }
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
    return { place: null, fault: error.faults[0]?.message ?? error.detail }
  }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { staffId } = params
  const { values } = readForm(await request.formData())
  const areas = rowsOf(values, 'areas')
    .map((row) => ({ postcode: textOf(row, 'postcode'), radiusKm: textOf(row, 'radiusKm') }))
    .filter(({ postcode }) => postcode !== '')
  const result = await submit(serverApi(context), setStaffAreas, { staffId, areas }).catch(
    unknownPostcode(values),
  )
  if ('output' in result && result.ok) return redirect(`/staff/${staffId}/areas?done=saved`)
  return refuse({ ...result, input: values } as never)
}

/** A postcode that does not exist is a 404 of the API; here it belongs beside its field. */
function unknownPostcode(values: ReturnType<typeof readForm>['values']) {
  return (error: unknown) => {
    if (!isApiError(error) || error.code !== 'booking.postcode_unknown') throw error
    const rows = rowsOf(values, 'areas')
    const compact = (text: unknown) => String(text).replace(/\s/g, '').toUpperCase()
    const index = rows.findIndex((row) => compact(row.postcode) === compact(error.details.postcode))
    const faults = [{ path: ['areas', Math.max(0, index), 'postcode'], message: error.detail }]
    return {
      ok: false as const,
      status: 422,
      code: error.code,
      message: error.detail,
      faults,
      details: {},
      requestId: error.requestId,
      input: values,
    }
  }
}

export default function StaffAreasPage({ loaderData, actionData }: Route.ComponentProps) {
  const { person, others, today, asked, test } = loaderData
  const isBusy = useNavigation().state === 'submitting'
  const mayEdit = useMay('staff.edit')
  useLiveRevalidate(['staff'])
  return (
    <>
      <StaffHead person={person} today={today} />
      <Saved texts={{ new: `${person.name} is on the staff. Now say where.`, saved: 'Areas saved' }} />
      <div className="split">
        <div className="stack">
          <AreaForm
            key={person.areas.map(({ id, radiusKm }) => `${id} ${radiusKm}`).join()}
            person={person}
            mayEdit={mayEdit}
            isBusy={isBusy}
            result={actionData}
          />
          <CoverTester asked={asked} test={test} />
        </div>
        <div className="card pad">
          <SectionHead title="Sketch of the areas" end={others.length > 0 ? 'Others in grey' : undefined} />
          <AreaMap areas={person.areas} others={others} colour={person.colour} place={test?.place ?? null} />
        </div>
      </div>
    </>
  )
}
