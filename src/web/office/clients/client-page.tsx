import { redirect, useSearchParams } from 'react-router'
import { addClientNote, changeTags, restoreClient, updateClient } from '#modules/crm/contract.ts'
import { TeamNotes, tagsOf } from '#modules/crm/ui/public.ts'
import { serverApi } from '../../api.ts'
import { formInput, refuse, submit } from '../../form.ts'
import { useLiveRevalidate } from '../../live.tsx'
import type { PageHandle } from '../page-title.tsx'
import type { Route } from './+types/client-page'
import { type ClientData, loadClient } from './client-data.ts'
import { AccessCard, DetailsCard } from './client-details.tsx'
import { ClientHead, ClientNotices } from './client-head.tsx'
import { ClientFigures, ComingUp, MoneyCard } from './client-money.tsx'
import { ClientTimeline } from './client-timeline.tsx'
import './clients.css'

export const handle: PageHandle = {
  title: (data) => (data as ClientData | undefined)?.client.name ?? 'Client',
  parent: { to: '/clients', label: 'Clients' },
}
export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.client.name ?? 'Client'} · Frontdesk` },
]

export function loader({ context, params, request }: Route.LoaderArgs) {
  return loadClient(serverApi(context), params.clientId, new URL(request.url).searchParams)
}

/** Forms of the page's cards; each says what it is by `intent`. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { clientId } = params
  const { intent, ...input } = formInput(await request.formData())
  const here = `/clients/${clientId}`
  const answer = (result: Awaited<ReturnType<typeof submit>>) => (result.ok ? redirect(here) : refuse(result))
  switch (intent) {
    case 'details':
      return answer(await submit(api, updateClient, { ...cleared(input), clientId }))
    case 'access':
      return answer(await submit(api, updateClient, { accessNotes: '', ...input, clientId }))
    case 'note':
      return answer(await submit(api, addClientNote, { ...input, clientId }))
    case 'restore':
      return answer(await submit(api, restoreClient, { clientId }))
    default:
      return answer(
        await submit(api, changeTags, {
          clientIds: [clientId],
          add: tagsOf(input.add),
          remove: tagsOf(input.remove),
        }),
      )
  }
}

/** A form leaves out what is empty; here an emptied field is to be cleared. */
function cleared(input: Record<string, unknown>) {
  const address = { line1: '', line2: '', city: '', postcode: '', ...(input.address as object | undefined) }
  return { email: '', phone: '', ...input, address }
}

/** One client over all modules: who they are, what is coming, what was, and what they paid. */
export default function ClientPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['clients', 'appointments', 'payments', 'messages'])
  const [search] = useSearchParams()
  const { client, timeline, upcoming, payments } = loaderData
  const editing = client.deletedAt === null ? search.get('edit') : null
  return (
    <div className="stack">
      <ClientHead client={client} tags={loaderData.tags} />
      <ClientNotices client={client} duplicates={loaderData.duplicates} />
      <ClientFigures data={loaderData} />
      <div className="c3">
        <div>
          <AccessCard client={client} isEditing={editing === 'access'} result={actionData} />
          <DetailsCard client={client} isEditing={editing === 'details'} result={actionData} />
          <TeamNotes clientId={client.id} notes={client.notes} />
        </div>
        <div>
          <ClientTimeline timeline={timeline} kind={loaderData.kind} />
        </div>
        <div>
          {upcoming && <ComingUp visits={upcoming} clientId={client.id} />}
          {payments && <MoneyCard payments={payments} />}
        </div>
      </div>
    </div>
  )
}
