import './catalogue.css'
import { redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { createStaffMember } from '../contract.ts'
import type { Route } from './+types/new-staff-page'
import { staffFormFacts } from './staff-facts.ts'
import { StaffForm } from './staff-form.tsx'
import { readStaffForm } from './staff-input.ts'

export const handle: PageHandle = { title: 'Add a person', parent: { to: '/staff', label: 'Staff' } }
export const meta: Route.MetaFunction = () => [{ title: 'Add a person' }]

export async function loader({ context }: Route.LoaderArgs) {
  return staffFormFacts(serverApi(context))
}

export async function action({ request, context }: Route.ActionArgs) {
  const { input, values } = await readStaffForm(await request.formData())
  const result = await submit(serverApi(context), createStaffMember, input)
  return result.ok
    ? redirect(`/staff/${result.output.id}/areas?done=new`)
    : refuse({ ...result, input: values })
}

export default function NewStaffPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Add a person"
        lead="Next come the areas they cover; their hours start as your opening hours."
      />
      <StaffForm {...loaderData} result={actionData} />
    </>
  )
}
