import './identity.css'
import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createOrganization } from '../contract/organization.ts'
import type { Route } from './+types/new-organization-page'
import { currencyOptions, zoneOptions } from './region-options.ts'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = {
  title: 'New organisation',
  parent: { to: '/settings/organization', label: 'Organisation' },
}
export const meta: Route.MetaFunction = () => [{ title: 'New organisation · Frontdesk' }]

export function loader() {
  return { zones: zoneOptions(), currencies: currencyOptions }
}

export async function action({ request, context }: Route.ActionArgs) {
  const result = await submit(serverApi(context), createOrganization, formInput(await request.formData()))
  return result.ok ? redirect('/settings/organization') : refuse(result)
}

const labels = { name: 'Name', slug: 'Web address', zone: 'Time zone', currency: 'Currency' }

export default function NewOrganizationPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="New organisation"
        lead="With its own clients, staff, bookings and figures. You become its owner."
      />
      <FormResult result={actionData}>
        <Form method="post" className="card pad form" style={{ maxWidth: 560 }} noValidate>
          <ErrorSummary result={actionData} labels={labels} />
          <TextField name="name" label={labels.name} required />
          <TextField
            name="slug"
            label={labels.slug}
            optional
            help="Made from the name when you leave it empty."
          />
          <div className="pair">
            <SelectField
              name="zone"
              label={labels.zone}
              options={loaderData.zones}
              defaultValue="Europe/London"
            />
            <SelectField
              name="currency"
              label={labels.currency}
              options={loaderData.currencies}
              defaultValue="GBP"
            />
          </div>
          <SaveBar label="Create and switch to it" />
        </Form>
      </FormResult>
    </>
  )
}
