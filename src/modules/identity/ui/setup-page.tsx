import './identity.css'
import { Form, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { completeSetup, getSetup } from '../contract/organization.ts'
import type { Route } from './+types/setup-page'
import { currencyOptions, zoneOptions } from './region-options.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Set up Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const { needed } = await serverApi(context)(getSetup, {})
  if (!needed) throw redirect('/sign-in')
  return { zones: zoneOptions(), currencies: currencyOptions }
}

export async function action({ request, context }: Route.ActionArgs) {
  const result = await submit(serverApi(context), completeSetup, formInput(await request.formData()))
  return result.ok ? redirect('/settings/organization') : refuse(result)
}

const labels = {
  'organization.name': 'Name of the organisation',
  'organization.slug': 'Web address',
  'organization.zone': 'Time zone',
  'organization.currency': 'Currency',
  'admin.name': 'Your name',
  'admin.email': 'E-mail address',
  'admin.password': 'Password',
}

export default function SetupPage({ loaderData, actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state === 'submitting'
  return (
    <>
      <h1>Set up Frontdesk</h1>
      <p className="lead">Your organisation and your own account. Everything can be changed later.</p>
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={labels} />
          <TextField
            name="organization.name"
            label={labels['organization.name']}
            autoComplete="organization"
            required
          />
          <div className="pair">
            <SelectField
              name="organization.zone"
              label={labels['organization.zone']}
              options={loaderData.zones}
              defaultValue="Europe/London"
            />
            <SelectField
              name="organization.currency"
              label={labels['organization.currency']}
              options={loaderData.currencies}
              defaultValue="GBP"
            />
          </div>
          <hr />
          <TextField name="admin.name" label={labels['admin.name']} autoComplete="name" required />
          <TextField
            name="admin.email"
            label={labels['admin.email']}
            type="email"
            autoComplete="username"
            required
          />
          <TextField
            name="admin.password"
            label={labels['admin.password']}
            type="password"
            autoComplete="new-password"
            help="At least 10 characters. Three or four words make a good password."
            required
          />
          <Button type="submit" tone="primary" wide busy={isBusy}>
            Set up and sign in
          </Button>
        </Form>
      </FormResult>
    </>
  )
}
