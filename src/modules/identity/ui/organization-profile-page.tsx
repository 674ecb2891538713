import './identity.css'
import { Form } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getOrganizationSettings, updateOrganization } from '../contract/organization.ts'
import type { Route } from './+types/organization-profile-page'
import { readForm } from './form-parts.ts'
import { OrganizationHead } from './organization-tabs.tsx'
import { currencyOptions, localeOptions, withValue, zoneOptions } from './region-options.ts'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = { title: 'Organisation' }
export const meta: Route.MetaFunction = () => [{ title: 'Organisation · Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const org = await serverApi(context)(getOrganizationSettings, {})
  return {
    org,
    zones: withValue(zoneOptions(), org.zone),
    currencies: withValue(currencyOptions, org.currency),
    locales: withValue(localeOptions, org.locale),
  }
}

const clearable = ['tagline', 'phone', 'email', 'address'] as const

export async function action({ request, context }: Route.ActionArgs) {
  const { input } = readForm(await request.formData())
  // An emptied field is sent as empty text, which clears it; the form helper would leave it out.
  const cleared = Object.fromEntries(clearable.map((name) => [name, input[name] ?? '']))
  const result = await submit(serverApi(context), updateOrganization, { ...input, ...cleared })
  return result.ok ? { ok: true as const } : refuse(result)
}

const labels = {
  name: 'Name',
  slug: 'Web address',
  tagline: 'One line about you',
  phone: 'Phone',
  email: 'E-mail address',
  address: 'Postal address',
  zone: 'Time zone',
  locale: 'Language and region',
  currency: 'Currency',
  weekStartsOn: 'The week begins on',
}

export default function OrganizationProfilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { org } = loaderData
  const mayEdit = useMay('org.edit')
  return (
    <>
      <OrganizationHead lead="Who you are, where you are, and how customers reach you." />
      <FormResult result={actionData}>
        <Form method="post" noValidate>
          <fieldset disabled={!mayEdit} className="card">
            <div className="set">
              <header>
                <h2>Profile</h2>
                <p>Shown on booking pages, in messages and on invoices.</p>
              </header>
              <div className="form">
                <ErrorSummary result={actionData} labels={labels} />
                <TextField name="name" label={labels.name} defaultValue={org.name} required />
                <TextField
                  name="slug"
                  label={labels.slug}
                  defaultValue={org.slug}
                  help="Customers book at /book/ and this word. Old links stop working when you change it."
                />
                <TextField name="tagline" label={labels.tagline} defaultValue={org.tagline ?? ''} optional />
                <div className="pair">
                  <TextField
                    name="phone"
                    label={labels.phone}
                    type="tel"
                    defaultValue={org.phone ?? ''}
                    optional
                  />
                  <TextField
                    name="email"
                    label={labels.email}
                    type="email"
                    defaultValue={org.email ?? ''}
                    optional
                  />
                </div>
                <TextAreaField
                  name="address"
                  label={labels.address}
                  defaultValue={org.address ?? ''}
                  optional
                />
              </div>
            </div>
            <Region {...loaderData} />
          </fieldset>
          {mayEdit && (
            <div className="form save-foot">
              <SaveBar
                label="Save profile"
                saved={actionData?.ok ? 'Saved. Open pages show it at once.' : undefined}
              />
            </div>
          )}
        </Form>
      </FormResult>
    </>
  )
}

function Region({ org, zones, locales, currencies }: Route.ComponentProps['loaderData']) {
  return (
    <div className="set">
      <header>
        <h2>Region</h2>
        <p>Decides when days begin, and how dates and amounts are written.</p>
      </header>
      <div className="form">
        <div className="pair">
          <SelectField name="zone" label={labels.zone} options={zones} defaultValue={org.zone} />
          <SelectField name="locale" label={labels.locale} options={locales} defaultValue={org.locale} />
        </div>
        <div className="pair">
          <SelectField
            name="currency"
            label={labels.currency}
            options={currencies}
            defaultValue={org.currency}
            help="For new prices. What was sold before keeps its currency."
          />
          <SelectField
            name="weekStartsOn"
            label={labels.weekStartsOn}
            options={[
              { value: '1', label: 'Monday' },
              { value: '7', label: 'Sunday' },
            ]}
            defaultValue={String(org.weekStartsOn)}
          />
        </div>
      </div>
    </div>
  )
}
