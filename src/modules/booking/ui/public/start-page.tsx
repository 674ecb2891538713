import './booking.css'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Money } from '#web/kit/money.tsx'
import { StepActions, StepHead } from '#web/kit/step-form.tsx'
import { branded } from '#web/public/branded.ts'
import type { KeptHandle } from '#web/public/kept.ts'
import { listPublicServices, startCheckout } from '../../contract/guest.ts'
import type { Route } from './+types/start-page'
import { durationWords, stepPath } from './checkout-steps.ts'
import { publicMeta } from './public-meta.ts'

export const handle: KeptHandle = { kept: ['organization', 'catalogue'] }

/** `-` is the default organisation. */
const slugOf = (params: object) => (params as { orgSlug?: string }).orgSlug ?? '-'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const org = await api(getPublicOrg, { orgSlug: slugOf(params) })
  const { items } = await api(listPublicServices, { orgSlug: org.slug })
  const { origin, pathname, searchParams } = new URL(request.url)
  const services = items.map(({ id, name, summary, price, durationMinutes }) => ({
    id,
    name,
    summary,
    price,
    durationMinutes,
  }))
  return { ...branded(org), services, serviceId: searchParams.get('service'), url: `${origin}${pathname}` }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const api = serverApi(context)
  const { slug } = await api(getPublicOrg, { orgSlug: slugOf(params) })
  const result = await submit(api, startCheckout, { ...formInput(await request.formData()), orgSlug: slug })
  if (!result.ok) return refuse(result)
  const { token, nextStep, service } = result.output
  return redirect(stepPath(token, nextStep) + (service ? `?service=${service.id}` : ''))
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return [{ title: 'Book' }]
  const { org, services, serviceId, url } = loaderData
  const chosen = services.find(({ id }) => id === serviceId)
  const description = org.tagline ?? `Book ${org.name} online: see free times near you and pick one.`
  return [
    ...publicMeta({
      title: chosen ? `Book ${chosen.name}` : 'Book online',
      description: chosen?.summary || description,
      orgName: org.name,
      url: chosen ? `${url}?service=${chosen.id}` : url,
    }),
    { 'script:ld+json': structuredData(org, services, url) },
  ]
}

type PageData = Route.ComponentProps['loaderData']

/** schema.org description of the firm and what it offers (PLAT-177). */
function structuredData(org: PageData['org'], services: PageData['services'], url: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    name: org.name,
    url,
    ...(org.phone && { telephone: org.phone }),
    ...(org.email && { email: org.email }),
    ...(org.tagline && { description: org.tagline }),
    makesOffer: services.slice(0, 30).map(({ name, summary, price }) => ({
      '@type': 'Offer',
      price: (price / 100).toFixed(2),
      priceCurrency: org.currency,
      itemOffered: { '@type': 'Service', name, description: summary },
    })),
  }
}

export default function StartPage({ loaderData, actionData }: Route.ComponentProps) {
  const { org, services, serviceId } = loaderData
  const isBusy = useNavigation().state === 'submitting'
  const chosen = services.find(({ id }) => id === serviceId)
  return (
    <div className="one stack s24">
      <FormResult result={actionData}>
        <Form method="post" className="stack s16">
          <StepHead
            step={1}
            of={5}
            name="Where"
            title="Where should we come?"
            lead={org.tagline ?? 'Your postcode tells us who is near you.'}
          />
          <ErrorSummary result={actionData} labels={{ postcode: 'Postcode' }} />
          {chosen && (
            <Banner tone="good">
              {chosen.name}: tell us where, and you see the free times.
              <input type="hidden" name="serviceId" value={chosen.id} />
            </Banner>
          )}
          <TextField
            name="postcode"
            label="Postcode"
            help="For example N16 8JR. No account needed."
            autoComplete="postal-code"
            autoCapitalize="characters"
            spellCheck={false}
            required
            maxLength={10}
          />
          <StepActions
            back={
              <Link className="back" to="/my-booking">
                Find my booking
              </Link>
            }
          >
            <Button type="submit" tone="primary" size="xl" busy={isBusy}>
              See services
            </Button>
          </StepActions>
        </Form>
      </FormResult>
      {services.length > 0 && (
        <section aria-labelledby="what">
          <h2 id="what" style={{ marginBottom: 8 }}>
            What we do
          </h2>
          <ul className="card lines">
            {services.map((service) => (
              <li key={service.id}>
                <Link
                  className="start-service"
                  to={`?service=${service.id}`}
                  aria-current={service.id === serviceId ? 'true' : undefined}
                >
                  <span className="grow">
                    <span className="m">{service.name}</span>
                    <br />
                    <span className="small">{service.summary || durationWords(service.durationMinutes)}</span>
                  </span>
                  <span className="nw tn">
                    from <Money minor={service.price} whole />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="why">
        <Icon name="shield" size={18} />
        <span>You see the whole price before you pay, and can change or cancel online.</span>
      </p>
    </div>
  )
}
