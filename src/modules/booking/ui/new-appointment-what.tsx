import { useRef } from 'react'
import { Form, Link, useLocation, useSubmit } from 'react-router'
import { formatPhone } from '#values/phone.ts'
import { Button } from '#web/kit/button.tsx'
import { CheckField, SelectField, TextField } from '#web/kit/field.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatMoney } from '#web/kit/money.tsx'
import type { Service } from '../contract/catalogue.ts'
import { addressWith, type Choices } from './new-appointment-choices.ts'

interface FoundClient {
  id: string
  name: string
  phone: string | null
  email: string | null
  address: { postcode: string | null }
}

/** Somebody who is a client already: looked for by word, chosen by a link, so that it works without JavaScript. */
export function ClientChoice(props: {
  choices: Choices
  client: FoundClient | null
  found: readonly FoundClient[]
}) {
  const { choices, client, found } = props
  const { search } = useLocation()
  if (client) {
    return (
      <p className="row">
        <Icon name="person" />
        <span>
          For <b className="b">{client.name}</b>
        </span>
        <Link className="link" to={addressWith(search, { clientId: null })} preventScrollReset>
          Somebody else
        </Link>
      </p>
    )
  }
  return (
    <div className="stack s8">
      <Form method="get" className="new-visit-find" preventScrollReset>
        <KeptChoices choices={choices} without={['q', 'clientId']} />
        <TextField
          name="q"
          label="Find a client"
          type="search"
          icon="search"
          autoComplete="off"
          defaultValue={choices.q ?? ''}
          help="By name, telephone or postcode. Leave this for somebody new."
        />
        <Button type="submit">Find</Button>
      </Form>
      {choices.q && found.length === 0 && (
        <p className="muted">No client matches “{choices.q}”. Their details go into the form below.</p>
      )}
      {found.length > 0 && (
        <ul className="card lines" aria-label="Clients found">
          {found.map(({ id, name, phone, email, address }) => {
            const change = { clientId: id, q: null, postcode: choices.postcode ?? address.postcode }
            return (
              <li key={id} className="row" style={{ padding: '6px 12px' }}>
                <Link className="link b" to={addressWith(search, change)} preventScrollReset>
                  {name}
                </Link>
                <span className="muted t13 cut">
                  {[address.postcode, phone ? formatPhone(phone) : email].filter(Boolean).join(' · ')}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** Service, extras, postcode, person and first day: everything that decides which times are free. */
export function WhatForm(props: {
  choices: Choices
  services: readonly Service[]
  service: Service | null
  staff: readonly { id: string; name: string }[]
  postcode: string | null
  currency: string
}) {
  const { choices, services, service, staff, postcode, currency } = props
  const { locale } = useLocale()
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const money = (minor: number) => formatMoney(minor, currency, { locale })
  const apply = () => {
    if (form.current) void submit(form.current, { replace: true, preventScrollReset: true })
  }
  return (
    <Form ref={form} method="get" className="form" preventScrollReset onChange={apply}>
      <KeptChoices choices={choices} without={['serviceId', 'postcode', 'staffId', 'extra', 'day', 'q']} />
      <SelectField
        name="serviceId"
        label="Service"
        required
        placeholder="Choose a service"
        defaultValue={choices.serviceId ?? ''}
        options={services.map(({ id, name, price, durationMinutes }) => ({
          value: id,
          label: `${name} · ${durationMinutes} min · ${money(price)}`,
        }))}
      />
      {service && service.extras.length > 0 && (
        <fieldset className="stack s8" key={service.id}>
          <legend className="m">Extras</legend>
          {service.extras.map((extra) => {
            const label = `${extra.name}, ${money(extra.price)}, ${extra.minutes} min`
            const chosen = choices.extras.find((pair) => pair.startsWith(extra.id))
            if (extra.maxQuantity === 1) {
              return (
                <CheckField
                  key={extra.id}
                  id={`extra-${extra.id}`}
                  name="extra"
                  value={`${extra.id}:1`}
                  label={label}
                  defaultChecked={chosen !== undefined}
                />
              )
            }
            return (
              <SelectField
                key={extra.id}
                id={`extra-${extra.id}`}
                name="extra"
                label={label}
                placeholder="None"
                defaultValue={chosen ?? ''}
                options={Array.from({ length: extra.maxQuantity }, (_, index) => ({
                  value: `${extra.id}:${index + 1}`,
                  label: String(index + 1),
                }))}
              />
            )
          })}
        </fieldset>
      )}
      <div className="pair">
        <TextField
          key={choices.clientId ?? 'new'}
          name="postcode"
          label="Postcode of the visit"
          autoComplete="off"
          maxLength={12}
          required
          defaultValue={postcode ?? ''}
        />
        <SelectField
          name="staffId"
          label="Who"
          placeholder="Whoever is free"
          defaultValue={choices.staffId ?? ''}
          options={staff.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <TextField name="day" label="From which day" type="date" optional defaultValue={choices.day ?? ''} />
      <div className="acts">
        <Button type="submit">Show free times</Button>
      </div>
    </Form>
  )
}

/** The choices that another form of the page must not lose. */
function KeptChoices({ choices, without }: { choices: Choices; without: string[] }) {
  const pairs: [string, string | null][] = [
    ['clientId', choices.clientId],
    ['serviceId', choices.serviceId],
    ['postcode', choices.postcode],
    ['staffId', choices.staffId],
    ['day', choices.day],
    ['startsAt', choices.startsAt],
    ...choices.extras.map((pair): [string, string] => ['extra', pair]),
  ]
  return pairs
    .filter(([name, value]) => value !== null && !without.includes(name))
    .map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value ?? ''} />)
}
