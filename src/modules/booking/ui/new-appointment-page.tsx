import './new-appointment.css'
import { Form, redirect } from 'react-router'
import { getClient, listClients } from '#modules/crm/contract.ts'
import { getSession } from '#modules/identity/contract/session.ts'
import type { InputOf } from '#values/endpoint.ts'
import { type Api, isApiError, serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { CheckField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { createAppointment } from '../contract/appointments.ts'
import { listServices, listStaff, type Service } from '../contract/catalogue.ts'
import type { Route } from './+types/new-appointment-page'
import { instantOf, localInput } from './local-time.ts'
import { choicesOf, freeTimes } from './new-appointment-choices.ts'
import { VisitTimes } from './new-appointment-times.tsx'
import { ClientChoice, WhatForm } from './new-appointment-what.tsx'

export const handle: PageHandle = { title: 'New booking', parent: { to: '/appointments', label: 'Visits' } }
export const meta: Route.MetaFunction = () => [{ title: 'New booking · Frontdesk' }]

const MOST_CLIENTS = 6

export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const typed = choicesOf(new URL(request.url).searchParams)
  const [{ org }, services, staff, client, found] = await Promise.all([
    api(getSession, {}),
    api(listServices, { active: true }),
    api(listStaff, { active: true }),
    typed.clientId ? api(getClient, { clientId: typed.clientId }) : null,
    typed.q && !typed.clientId ? api(listClients, { q: typed.q, limit: MOST_CLIENTS }) : null,
  ])
  const service = services.items.find(({ id }) => id === typed.serviceId) ?? null
  const own = new Set(service?.extras.map(({ id }) => id))
  const choices = {
    ...typed,
    postcode: typed.postcode ?? client?.address.postcode ?? null,
    extras: typed.extras.filter((pair) => own.has(pair.split(':')[0]!)),
  }
  const wanted = choices.startsAt && new Date(choices.startsAt).toISOString()
  return {
    choices,
    client,
    found: found?.items ?? [],
    services: services.items,
    service,
    staff: staff.items
      .filter(({ id }) => !service || service.staffIds.includes(id) || id === choices.staffId)
      .map(({ id, name }) => ({ id, name })),
    times: service && (await freeTimes(api, org.slug, choices)),
    currency: org.currency,
    today: Temporal.Now.plainDateISO(org.zone).toString(),
    wanted: wanted || null,
    wantedLocal: wanted ? localInput(wanted, org.zone) : '',
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const typed = formInput(await request.formData())
  const { otherTime, ...fields } = typed
  const isOther = typed.startsAt === 'other'
  const input = {
    ...fields,
    startsAt: isOther ? await instantFor(api, otherTime) : typed.startsAt,
    notify: typed.notify === 'true',
    override: isOther && typed.override === 'true',
  }
  const result = await book(api, input as unknown as InputOf<typeof createAppointment>)
  if (result.ok) return redirect(`/appointments/${result.output.id}`)
  return refuse({ ...result, input: { ...typed, otherTime: isOther ? otherTime : undefined } })
}

async function instantFor(api: Api, local: unknown): Promise<string | undefined> {
  if (typeof local !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined
  const { org } = await api(getSession, {})
  return instantOf(local, org.zone)
}

/** A postcode, person or client that is not there belongs to the form, not to the error page. */
async function book(api: Api, input: InputOf<typeof createAppointment>) {
  try {
    return await submit(api, createAppointment, input)
  } catch (error) {
    if (!isApiError(error) || error.status !== 404) throw error
    const { code, detail: message, details, requestId } = error
    return { ok: false as const, status: 422, code, message, faults: [], details, requestId, input }
  }
}

const labels = {
  startsAt: 'Time',
  name: 'Name',
  email: 'E-mail',
  phone: 'Telephone',
  'address.line1': 'House number and street',
  'address.line2': 'Flat, floor or building',
  'address.city': 'Town',
  'address.postcode': 'Postcode',
}

/** A visit booked by the office, on the telephone or at the desk. Every choice stands in the address. */
export default function NewAppointmentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { choices, client, found, services, service, staff, times, currency } = loaderData
  const mayOverride = useMay('booking.override')
  return (
    <>
      <PageHead title="New booking" lead="For somebody on the telephone or at the desk." />
      <div className="new-visit">
        <section className="card pad stack s16" aria-label="What and where">
          <ClientChoice choices={choices} client={client} found={found} />
          <WhatForm {...{ choices, services, service, staff, currency }} postcode={choices.postcode} />
        </section>
        {service && times ? (
          <FormResult result={actionData}>
            <Form method="post" className="form card pad" preventScrollReset>
              <ErrorSummary result={actionData} labels={labels} />
              <HiddenChoices choices={choices} />
              <VisitTimes
                // Another search brings other times: the first of them is checked again.
                key={`${choices.serviceId} ${choices.postcode} ${choices.staffId} ${choices.day} ${choices.extras} ${actionData?.requestId}`}
                times={times}
                today={loaderData.today}
                wanted={loaderData.wanted}
                wantedLocal={loaderData.wantedLocal}
                mayOverride={mayOverride}
                result={actionData}
              />
              <Details key={client?.id ?? 'new'} client={client} />
              <PriceLine service={service} extras={choices.extras} currency={currency} />
              <div className="acts">
                <Button type="submit" tone="primary">
                  Book visit
                </Button>
                <LinkButton to="/appointments">Cancel</LinkButton>
              </div>
            </Form>
          </FormResult>
        ) : (
          <div className="card">
            <EmptyState icon="clock" title="Free times come next">
              Choose the service and the postcode; the way there counts for every time shown.
            </EmptyState>
          </div>
        )}
      </div>
    </>
  )
}

type Data = Route.ComponentProps['loaderData']

function HiddenChoices({ choices }: { choices: Data['choices'] }) {
  return (
    <>
      <input type="hidden" name="serviceId" value={choices.serviceId ?? ''} />
      <input type="hidden" name="staffId" value={choices.staffId ?? ''} />
      <input type="hidden" name="clientId" value={choices.clientId ?? ''} />
      <input type="hidden" name="address.postcode" value={choices.postcode ?? ''} />
      {choices.extras.map((pair, index) => {
        const [extraId, quantity] = pair.split(':')
        return (
          <span key={pair} hidden>
            <input type="hidden" name={`extras[${index}].extraId`} value={extraId} />
            <input type="hidden" name={`extras[${index}].quantity`} value={quantity} />
          </span>
        )
      })}
    </>
  )
}

function Details({ client }: { client: Data['client'] }) {
  return (
    <>
      <SectionHead title="Who and where" />
      <TextField name="name" label="Name" autoComplete="off" required defaultValue={client?.name} />
      <div className="pair">
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="off"
          optional
          defaultValue={client?.email ?? ''}
        />
        <TextField
          name="phone"
          label="Telephone"
          type="tel"
          autoComplete="off"
          optional
          defaultValue={client?.phone ?? ''}
        />
      </div>
      <TextField
        name="address.line1"
        label="House number and street"
        autoComplete="off"
        required
        defaultValue={client?.address.line1 ?? ''}
      />
      <div className="pair">
        <TextField
          name="address.line2"
          label="Flat, floor or building"
          autoComplete="off"
          optional
          defaultValue={client?.address.line2 ?? ''}
        />
        <TextField
          name="address.city"
          label="Town"
          autoComplete="off"
          required
          defaultValue={client?.address.city ?? ''}
        />
      </div>
      <TextAreaField
        name="accessNotes"
        label="Getting in"
        rows={2}
        maxLength={1000}
        optional
        defaultValue={client?.accessNotes}
      />
      <TextAreaField name="customerNotes" label="What they asked for" rows={2} maxLength={1000} optional />
      <CheckField
        name="notify"
        label="Tell the client"
        help="With the time and their own link."
        defaultChecked
      />
    </>
  )
}

function PriceLine(props: { service: Service; extras: readonly string[]; currency: string }) {
  const { service, extras, currency } = props
  const sold = extras.map((pair) => {
    const [id, quantity = '1'] = pair.split(':')
    return { extra: service.extras.find((one) => one.id === id), quantity: Number(quantity) }
  })
  const price = sold.reduce((sum, { extra, quantity }) => sum + (extra?.price ?? 0) * quantity, service.price)
  return (
    <p className="new-visit-sum row">
      <span>
        {[service.name, ...sold.map(({ extra, quantity }) => `${extra?.name} × ${quantity}`)].join(', ')}
      </span>
      <b className="b end tn">
        <Money minor={price} currency={currency} />
      </b>
    </p>
  )
}
