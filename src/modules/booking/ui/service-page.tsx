import './catalogue.css'
import { Form, redirect } from 'react-router'
import { getSession } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { deleteService, getService, listCategories, listStaff, updateService } from '../contract.ts'
import type { Route } from './+types/service-page'
import { ownRefusal } from './catalogue-forms.ts'
import { minutesText } from './minutes.ts'
import { Saved } from './saved.tsx'
import { ServiceForm } from './service-form.tsx'
import { readServiceForm } from './service-input.ts'

export const handle: PageHandle = {
  title: (data) => (data as { service?: { name: string } } | undefined)?.service?.name ?? 'Service',
  parent: { to: '/services', label: 'Services' },
}
export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.service.name ?? 'Service' }]

export async function loader({ context, params }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [service, categories, staff] = await Promise.all([
    api(getService, { serviceId: params.serviceId }),
    api(listCategories, {}),
    api(listStaff, {}).catch(() => ({ items: [] })),
  ])
  return { service, categories: categories.items, people: staff.items.map(({ id, name }) => ({ id, name })) }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const api = serverApi(context)
  const { serviceId } = params
  const [{ org }, form] = await Promise.all([api(getSession, {}), request.formData()])
  const { intent, input, values, faults } = await readServiceForm(form, org.currency)
  if (intent === 'delete') {
    await api(deleteService, { serviceId })
    return redirect(`/services?removed=${serviceId}`)
  }
  if (faults.length > 0) return refuse(ownRefusal(faults, values))
  const result = await submit(api, updateService, { ...input, serviceId })
  return result.ok ? redirect(`/services/${serviceId}?done=saved`) : refuse({ ...result, input: values })
}

export default function ServicePage({ loaderData, actionData }: Route.ComponentProps) {
  const { service } = loaderData
  const mayEdit = useMay('catalogue.edit')
  useLiveRevalidate(['catalogue', 'staff'])
  return (
    <>
      <PageHead
        title={service.name}
        lead={`${minutesText(service.durationMinutes)} of work · people find it under “${service.slug}”`}
        actions={
          mayEdit && (
            <Form method="post">
              <Button type="submit" name="intent" value="delete" icon="trash">
                Move to the trash
              </Button>
            </Form>
          )
        }
      />
      <Saved />
      <fieldset disabled={!mayEdit}>
        <ServiceForm key={service.id} {...loaderData} result={actionData} />
      </fieldset>
    </>
  )
}
