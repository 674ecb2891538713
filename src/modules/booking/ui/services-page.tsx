import './catalogue.css'
import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  createCategory,
  deleteCategory,
  deleteService,
  listCategories,
  listServices,
  listStaff,
  reorderCatalogue,
  restoreService,
  type Service,
  updateCategory,
} from '../contract.ts'
import type { Route } from './+types/services-page'
import { readForm } from './catalogue-forms.ts'
import { CatalogueGroups } from './catalogue-groups.tsx'
import { NewCategory } from './category-forms.tsx'
import { RestoreOffer } from './restore-offer.tsx'
import { Saved } from './saved.tsx'

export const handle: PageHandle = { title: 'Services' }
export const meta: Route.MetaFunction = () => [{ title: 'Services' }]

export async function loader({ context, url }: Route.LoaderArgs) {
  const api = serverApi(context)
  const q = url.searchParams.get('q') ?? undefined
  const state = url.searchParams.get('state')
  const active = state ? state === 'on' : undefined
  const [services, categories, staff] = await Promise.all([
    api(listServices, { q, active }),
    api(listCategories, {}),
    api(listStaff, {}).catch(() => ({ items: [] })),
  ])
  const people = staff.items.map(({ id, name, photoUrl }) => ({ id, name, photoUrl }))
  return { services: services.items, categories: categories.items, people, isFiltered: Boolean(q || state) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, values } = readForm(await request.formData())
  const [act, id = ''] = intent.split(':')
  switch (act) {
    case 'create-category': {
      const result = await submit(api, createCategory, values)
      return result.ok ? redirect('/services?done=new') : refuse(result)
    }
    case 'rename-category': {
      const result = await submit(api, updateCategory, { ...values, categoryId: id })
      return result.ok ? redirect('/services?done=saved') : refuse(result)
    }
    case 'delete-category': {
      const result = await submit(api, deleteCategory, { categoryId: id })
      return result.ok ? redirect('/services?done=category-removed') : refuse(result)
    }
    case 'delete-service':
      await api(deleteService, { serviceId: id })
      return redirect(`/services?removed=${id}`)
    case 'restore-service':
      await api(restoreService, { serviceId: id })
      return redirect('/services?done=restored')
    case 'order-category':
    case 'order-service':
      await api(reorderCatalogue, {
        kind: act === 'order-service' ? 'service' : 'category',
        ids: id.split(','),
      })
      return redirect('/services?done=order')
    default:
      return redirect('/services')
  }
}

export default function ServicesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { services, categories, people, isFiltered } = loaderData
  const mayEdit = useMay('catalogue.edit')
  useLiveRevalidate(['catalogue', 'staff'])
  const isEmpty = services.length === 0 && !isFiltered
  return (
    <>
      <PageHead
        title="Services"
        lead="What people can book, in the order they see it."
        actions={
          mayEdit && (
            <LinkButton to="/services/new" tone="primary" icon="plus">
              New service
            </LinkButton>
          )
        }
      />
      <Saved texts={{ 'category-removed': 'Category deleted', restored: 'Taken back from the trash' }} />
      <RestoreOffer action="/services" intent="restore-service" noun="service" />
      {!isEmpty && (
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Search services' },
            { kind: 'select', name: 'state', label: 'State', any: 'On and off', options: states },
          ]}
          end={<span className="muted t12 tn">{countText(services)}</span>}
        />
      )}
      <Form method="post" id="catalogue-acts" preventScrollReset />
      {isEmpty && categories.length === 0 ? (
        <div className="card">
          <EmptyState
            icon="services"
            title="Nothing can be booked yet"
            action={
              mayEdit && (
                <LinkButton to="/services/new" icon="plus">
                  Add the first service
                </LinkButton>
              )
            }
          >
            A service is what a customer chooses: its name, how long it takes and what it costs.
          </EmptyState>
        </div>
      ) : services.length === 0 && isFiltered ? (
        <div className="card">
          <EmptyState icon="search" title="No service matches">
            Try another word, or clear the filter.
          </EmptyState>
        </div>
      ) : (
        <CatalogueGroups {...{ services, categories, people, isFiltered, mayEdit, result: actionData }} />
      )}
      {mayEdit && !isFiltered && <NewCategory result={actionData} />}
    </>
  )
}

const states = [
  { value: 'on', label: 'On offer' },
  { value: 'off', label: 'Switched off' },
]

function countText(services: readonly Service[]): string {
  const off = services.filter(({ active }) => !active).length
  const all = services.length === 1 ? '1 service' : `${services.length} services`
  return off > 0 ? `${all}, ${off} switched off` : all
}
