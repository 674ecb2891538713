import './catalogue.css'
import { redirect } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createService, listCategories, listStaff } from '../contract.ts'
import type { Route } from './+types/new-service-page'
import { ownRefusal } from './catalogue-forms.ts'
import { ServiceForm } from './service-form.tsx'
import { readServiceForm } from './service-input.ts'

export const handle: PageHandle = { title: 'New service', parent: { to: '/services', label: 'Services' } }
export const meta: Route.MetaFunction = () => [{ title: 'New service' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [categories, staff] = await Promise.all([
    api(listCategories, {}),
    api(listStaff, {}).catch(() => ({ items: [] })),
  ])
  return { categories: categories.items, people: staff.items.map(({ id, name }) => ({ id, name })) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const [{ org }, form] = await Promise.all([api(getSession, {}), request.formData()])
  const { input, values, faults } = await readServiceForm(form, org.currency)
  if (faults.length > 0) return refuse(ownRefusal(faults, values))
  const result = await submit(api, createService, input)
  return result.ok ? redirect('/services?done=new') : refuse({ ...result, input: values })
}

export default function NewServicePage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead title="New service" lead="What is done, how long it takes, what it costs, and who does it." />
      <ServiceForm {...loaderData} result={actionData} />
    </>
  )
}
