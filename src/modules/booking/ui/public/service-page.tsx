import './booking.css'
import { useState } from 'react'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { type FormValues, formInput, refuse, submit } from '#web/form.ts'
import { Avatar } from '#web/kit/avatar.tsx'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckboxCard, RadioCard } from '#web/kit/choice-card.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StepActions, StepHead } from '#web/kit/step-form.tsx'
import { type Checkout, chooseService, listPublicServices, type PublicService } from '../../contract/guest.ts'
import type { Route } from './+types/service-page'
import { durationWords, loadStep, stepPath } from './checkout-steps.ts'
import { publicMeta } from './public-meta.ts'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { checkout, org, brand } = await loadStep(api, params.token, 'service')
  const { items } = await api(listPublicServices, { orgSlug: org.slug, postcode: checkout.postcode })
  const wanted = new URL(request.url).searchParams.get('service')
  return { org, brand, checkout, services: items, chosen: items.find(({ id }) => id === wanted) ?? null }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const { token } = params
  const form = formInput(await request.formData())
  const result = await submit(serverApi(context), chooseService, { token, ...choiceOf(form) })
  return result.ok ? redirect(stepPath(token, 'time')) : refuse(result)
}

/** Fields `extra-ID` hold quantities; `staffId` "any" means nobody in particular. */
function choiceOf(form: FormValues): FormValues {
  const extras = Object.entries(form)
    .filter(([name, quantity]) => name.startsWith('extra-') && quantity !== '0')
    .map(([name, quantity]) => ({ extraId: name.slice('extra-'.length), quantity: String(quantity) }))
  const { serviceId, staffId } = form
  return {
    ...(serviceId !== undefined && { serviceId }),
    extras,
    ...(staffId !== undefined && staffId !== 'any' && { staffId }),
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  return publicMeta({
    title: 'Choose a service',
    description: 'Services near you',
    orgName: loaderData?.org.name,
    isPrivate: true,
  })
}

export default function ServicePage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout, services, chosen, org } = loaderData
  if (chosen)
    return <ServiceChoice key={chosen.id} checkout={checkout} service={chosen} actionData={actionData} />
  return (
    <div className="one stack s16">
      <StepHead
        step={2}
        of={5}
        name="Service"
        title="What shall we do?"
        lead={
          <>
            At {checkout.postcode}.{' '}
            <Link className="link" to={`/o/${org.slug}/book`}>
              Change postcode
            </Link>
          </>
        }
      />
      {checkout.approximate && (
        <Banner tone="info">
          We know this postcode only roughly; we will check the address before we come.
        </Banner>
      )}
      {services.length === 0 ? (
        <EmptyState icon="pin" title={`We do not come to ${checkout.postcode} yet`}>
          {org.phone ? `Call us on ${org.phone} and we will see what we can do.` : 'Try another postcode.'}
        </EmptyState>
      ) : (
        groupsOf(services).map(([name, group]) => (
          <section key={name} aria-label={name}>
            <h2 style={{ margin: '8px 0' }}>{name}</h2>
            <ul className="stack s8">
              {group.map((service) => (
                <li key={service.id}>
                  <ServiceLink service={service} isChosen={service.id === checkout.service?.id} />
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  )
}

function groupsOf(services: PublicService[]): [string, PublicService[]][] {
  const groups = new Map<string, PublicService[]>()
  for (const service of services) {
    const name = service.categoryName ?? 'More'
    groups.set(name, [...(groups.get(name) ?? []), service])
  }
  return [...groups]
}

function ServiceLink({ service, isChosen }: { service: PublicService; isChosen: boolean }) {
  return (
    <Link
      className="pick service"
      to={`?service=${service.id}`}
      aria-current={isChosen ? 'true' : undefined}
      prefetch="intent"
    >
      {service.imageUrl && <img src={service.imageUrl} alt="" width={72} height={72} loading="lazy" />}
      <span className="grow">
        <span className="title">{service.name}</span>
        <span className="detail">
          {service.summary}
          {service.summary && ' · '}
          {durationWords(service.durationMinutes)}
        </span>
      </span>
      <span className="aside">
        <Money minor={service.price} />
      </span>
    </Link>
  )
}

interface ChoiceProps {
  checkout: Checkout
  service: PublicService
  actionData: unknown
}

function ServiceChoice({ checkout, service, actionData }: ChoiceProps) {
  const isBusy = useNavigation().state === 'submitting'
  const earlier = checkout.service?.id === service.id ? checkout.extras : []
  const [quantities, setQuantities] = useState(() =>
    Object.fromEntries(earlier.map((extra) => [extra.extraId, extra.quantity])),
  )
  const set = (id: string, quantity: number) => setQuantities((before) => ({ ...before, [id]: quantity }))
  const total = service.extras.reduce(
    (sum, extra) => sum + extra.price * (quantities[extra.id] ?? 0),
    service.price,
  )
  const minutes = service.extras.reduce(
    (sum, extra) => sum + extra.minutes * (quantities[extra.id] ?? 0),
    service.durationMinutes,
  )
  return (
    <FormResult result={actionData}>
      <Form method="post" className="cols">
        <div className="stack s16">
          <StepHead
            step={2}
            of={5}
            name="Service"
            title={service.name}
            lead={service.description || service.summary}
          />
          <ErrorSummary result={actionData} labels={{ serviceId: 'Service' }} />
          <input type="hidden" name="serviceId" value={service.id} />
          {service.extras.length > 0 && (
            <fieldset className="stack s8">
              <legend style={{ fontWeight: 600, marginBottom: 8 }}>Anything else?</legend>
              {service.extras.map((extra) => (
                <ExtraChoice
                  key={extra.id}
                  extra={extra}
                  quantity={quantities[extra.id] ?? 0}
                  onChange={(quantity) => set(extra.id, quantity)}
                />
              ))}
            </fieldset>
          )}
          {service.staff.length > 1 && <PersonChoice staff={service.staff} chosenId={checkout.staffId} />}
          <StepActions
            back={
              <Link className="back" to="?">
                All services
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy}>
              Choose a time
            </Button>
          </StepActions>
        </div>
        <aside aria-label="Your booking">
          <div className="card pad">
            <h2 style={{ marginBottom: 8 }}>Your booking</h2>
            <p className="small">
              {service.name}, {durationWords(minutes)}, at {checkout.postcode}
            </p>
            <div className="tot" aria-live="polite">
              <span className="m">Total</span>
              <b>
                <Money minor={total} />
              </b>
            </div>
            <p className="small">
              VAT included. {service.payOnDay ? 'Pay by card, or on the day.' : 'Paid by card when you book.'}
            </p>
          </div>
        </aside>
      </Form>
    </FormResult>
  )
}

type PublicExtra = PublicService['extras'][number]

function ExtraChoice({
  extra,
  quantity,
  onChange,
}: {
  extra: PublicExtra
  quantity: number
  onChange: (quantity: number) => void
}) {
  const price = (
    <>
      + <Money minor={extra.price} />
    </>
  )
  const detail = extra.minutes > 0 ? `${durationWords(extra.minutes)} more` : undefined
  if (extra.maxQuantity === 1) {
    return (
      <CheckboxCard
        name={`extra-${extra.id}`}
        value="1"
        checked={quantity > 0}
        onChange={(event) => onChange(event.currentTarget.checked ? 1 : 0)}
        title={extra.name}
        detail={detail}
        aside={price}
      />
    )
  }
  return (
    <div className={quantity > 0 ? 'pick extra on' : 'pick extra'}>
      <span className="grow">
        <span className="title">{extra.name}</span>
        {detail && <span className="detail"> {detail} each</span>}
      </span>
      <span className="aside">{price}</span>
      <SelectField
        name={`extra-${extra.id}`}
        label={`How many: ${extra.name}`}
        hideLabel
        value={String(quantity)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        options={Array.from({ length: extra.maxQuantity + 1 }, (_, count) => ({
          value: String(count),
          label: count === 0 ? 'None' : String(count),
        }))}
      />
    </div>
  )
}

function PersonChoice({ staff, chosenId }: { staff: PublicService['staff']; chosenId: string | null }) {
  return (
    <details className="stack s8" open={chosenId !== null}>
      <summary className="link" style={{ minHeight: 44, lineHeight: '44px' }}>
        Would you like somebody in particular?
      </summary>
      <fieldset className="stack s8">
        <legend className="vh">Who should come?</legend>
        <RadioCard
          name="staffId"
          value="any"
          defaultChecked={chosenId === null}
          title="Whoever is free first"
          detail="The most times to choose from"
        />
        {staff.map((person) => (
          <RadioCard
            key={person.id}
            name="staffId"
            value={person.id}
            defaultChecked={person.id === chosenId}
            title={person.name}
            detail={person.bio}
            aside={<Avatar name={person.name} src={person.photoUrl} />}
          />
        ))}
      </fieldset>
    </details>
  )
}
