import { Form, Link, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createClient, type Duplicate, findDuplicates } from '../contract.ts'
import type { Route } from './+types/new-client-page'
import { AccessField, ClientFields, clientLabels } from './client-fields.tsx'
import { reasonWords } from './duplicate-words.ts'
import { tagsOf } from './tag-input.ts'
import './crm.css'

export const handle: PageHandle = { title: 'New client', parent: { to: '/clients', label: 'Clients' } }
export const meta: Route.MetaFunction = () => [{ title: 'New client · Frontdesk' }]

/** The first press looks for somebody who is there already; the second one, with `anyway`, creates. */
export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { anyway, tags, ...typed } = formInput(await request.formData())
  const input = { ...typed, tags: tagsOf(tags) }
  if (!anyway) {
    const { items } = await lookForSame(api, typed)
    if (items.length > 0) return { ok: false as const, duplicates: items, input: { ...typed, tags } }
  }
  const result = await submit(api, createClient, input)
  return result.ok ? redirect(`/clients/${result.output.id}`) : refuse(result)
}

async function lookForSame(api: ReturnType<typeof serverApi>, typed: ReturnType<typeof formInput>) {
  const { postcode } = (typed.address ?? {}) as { postcode?: string }
  const { name, email, phone } = typed as Record<string, string | undefined>
  const result = await submit(api, findDuplicates, { name, email, phone, postcode })
  // What cannot be looked up is refused by the form's own check a moment later.
  return result.ok ? result.output : { items: [] }
}

/** A client by hand. */
export default function NewClientPage({ actionData }: Route.ComponentProps) {
  const duplicates = actionData && 'duplicates' in actionData ? actionData.duplicates : []
  return (
    <>
      <PageHead title="New client" lead="Clients who book online are added by themselves." />
      <FormResult result={actionData && asRefusal(actionData)}>
        <Form method="post" className="form card pad client-form">
          {duplicates.length > 0 ? (
            <SamePerson duplicates={duplicates} />
          ) : (
            <ErrorSummary result={actionData} labels={clientLabels} />
          )}
          <ClientFields />
          <TextField
            name="tags"
            label="Tags"
            optional
            autoComplete="off"
            help="Words to find clients by, separated by commas."
          />
          <AccessField />
          <div className="acts">
            {duplicates.length > 0 ? (
              <Button type="submit" tone="primary" name="anyway" value="true">
                Create all the same
              </Button>
            ) : (
              <Button type="submit" tone="primary">
                Create client
              </Button>
            )}
            <LinkButton to="/clients">Cancel</LinkButton>
          </div>
        </Form>
      </FormResult>
    </>
  )
}

/** Keeps what was typed in the fields while the question about a duplicate is open. */
function asRefusal(result: object) {
  if (!('duplicates' in result)) return result
  return { faults: [], status: 200, code: '', message: '', details: {}, requestId: '', ...result }
}

function SamePerson({ duplicates }: { duplicates: readonly Duplicate[] }) {
  return (
    <Banner tone="warn">
      {duplicates.length === 1 ? 'This client may be here already:' : 'These clients may be the same person:'}
      <ul>
        {duplicates.map((one) => (
          <li key={one.id}>
            <Link className="link" to={`/clients/${one.id}`}>
              {one.name}
            </Link>{' '}
            <span className="muted">{reasonWords(one.reasons)}</span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
