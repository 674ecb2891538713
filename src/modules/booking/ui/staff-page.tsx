import './catalogue.css'
import { Form, redirect } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { localDay } from '#values/zone.ts'
import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  deleteStaffMember,
  listHolidays,
  listServices,
  listStaff,
  reorderCatalogue,
  restoreStaffMember,
} from '../contract.ts'
import { mondayOf, workWeek } from '../domain/week.ts'
import type { Route } from './+types/staff-page'
import { readForm } from './catalogue-forms.ts'
import { RestoreOffer } from './restore-offer.tsx'
import { Saved } from './saved.tsx'
import { StaffRows } from './staff-rows.tsx'

export const handle: PageHandle = { title: 'Staff' }
export const meta: Route.MetaFunction = () => [{ title: 'Staff' }]

export async function loader({ context, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const q = url.searchParams.get('q') ?? undefined
  const serviceId = url.searchParams.get('service') ?? undefined
  const state = url.searchParams.get('state')
  const active = state ? state === 'on' : undefined
  const [{ org }, staff, services, holidays] = await Promise.all([
    api(getSession, {}),
    api(listStaff, { q, serviceId, active }),
    api(listServices, {}).catch(() => ({ items: [] })),
    api(listHolidays, {}).catch(() => ({ items: [] })),
  ])
  const monday = mondayOf(localDay(org.zone, Date.now()))
  return {
    people: staff.items.map((person) => ({ ...person, week: workWeek(person, monday, holidays.items) })),
    services: services.items.map(({ id, name }) => ({ id, name })),
    isFiltered: Boolean(q || serviceId || state),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent } = readForm(await request.formData())
  const [act, id = ''] = intent.split(':')
  if (act === 'order') {
    await api(reorderCatalogue, { kind: 'staff', ids: id.split(',') })
    return redirect('/staff?done=order')
  }
  if (act === 'delete') {
    await api(deleteStaffMember, { staffId: id })
    return redirect(`/staff?removed=${id}`)
  }
  if (act === 'restore') {
    await api(restoreStaffMember, { staffId: id })
    return redirect('/staff?done=restored')
  }
  return redirect('/staff')
}

export default function StaffPage({ loaderData }: Route.ComponentProps) {
  const { people, services, isFiltered } = loaderData
  const mayEdit = useMay('staff.edit')
  useLiveRevalidate(['staff', 'catalogue'])
  const isEmpty = people.length === 0 && !isFiltered
  return (
    <>
      <PageHead
        title="Staff"
        lead="Who does visits: what they can do, where, and when."
        actions={
          mayEdit && (
            <LinkButton to="/staff/new" tone="primary" icon="plus">
              Add a person
            </LinkButton>
          )
        }
      />
      <Saved texts={{ restored: 'Taken back from the trash' }} />
      <RestoreOffer action="/staff" intent="restore" noun="person" />
      {!isEmpty && (
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Search name, e-mail or postcode' },
            {
              kind: 'select',
              name: 'service',
              label: 'Service',
              any: 'Any service',
              options: services.map(({ id, name }) => ({ value: id, label: name })),
            },
            { kind: 'select', name: 'state', label: 'State', any: 'Everybody', options: states },
          ]}
          end={
            <span className="muted t12 tn">
              {people.length === 1 ? '1 person' : `${people.length} people`}
            </span>
          }
        />
      )}
      <Form method="post" id="catalogue-acts" preventScrollReset />
      <div className="card">
        {isEmpty ? (
          <EmptyState
            icon="staff"
            title="Nobody does visits yet"
            action={
              mayEdit && (
                <LinkButton to="/staff/new" icon="plus">
                  Add the first person
                </LinkButton>
              )
            }
          >
            Add everybody who goes to customers. Free times come from their hours, skills and areas.
          </EmptyState>
        ) : people.length === 0 ? (
          <EmptyState icon="search" title="Nobody matches">
            Try another word, or clear the filter.
          </EmptyState>
        ) : (
          <StaffRows people={people} services={services} maySort={mayEdit && !isFiltered} mayEdit={mayEdit} />
        )}
      </div>
    </>
  )
}

const states = [
  { value: 'on', label: 'Takes visits' },
  { value: 'off', label: 'Paused' },
]
