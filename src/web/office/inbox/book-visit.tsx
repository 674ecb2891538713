import { type FormEvent, useState } from 'react'
import { createAppointment, listAppointments } from '#modules/booking/contract/appointments.ts'
import { listServices, listStaff } from '#modules/booking/contract/catalogue.ts'
import { findFreeSlots } from '#modules/booking/contract/guest.ts'
import type { Slot } from '#modules/booking/contract/slots.ts'
import { Button, LinkButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { CheckField, SelectField, TextField } from '../../kit/field.tsx'
import { ErrorSummary, FormResult } from '../../kit/form-result.tsx'
import { useLocale } from '../../kit/locale.tsx'
import { formatMoney } from '../../kit/money.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { formatWhen } from '../../kit/when.tsx'
import { useApi, useCommand } from '../../query.tsx'
import { useSession } from '../../session.ts'
import { FreeTimes } from './book-times.tsx'
import type { ClientFacts } from './client-facts.ts'

interface BookProps {
  facts: ClientFacts
  /** Puts words into the reply that is being written. */
  onWrite: (text: string) => void
  onClose: () => void
}

const labels = {
  startsAt: 'Time',
  'address.line1': 'House number and street',
  'address.city': 'Town',
  'address.postcode': 'Postcode',
}

/** A visit booked without leaving the conversation: what, when, and the time goes into the reply. */
export function BookVisit({ facts, onWrite, onClose }: BookProps) {
  const { client } = facts
  const { zone, locale } = useLocale()
  const [choice, setChoice] = useState(() => startOf(facts))
  const [slot, setSlot] = useState<Slot | null>(null)
  const [isTold, setTold] = useState(true)
  const book = useCommand(createAppointment, {
    success: ({ number }) => `Visit ${number} booked`,
    invalidates: [listAppointments],
  })
  const change = (part: Partial<typeof choice>) => {
    setChoice((now) => ({ ...now, ...part }))
    setSlot(null)
  }
  const address = { ...client.address, ...choice.address }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!slot) return
    const result = await book({
      serviceId: choice.serviceId,
      startsAt: slot.startsAt,
      staffId: slot.staffId,
      clientId: client.id,
      name: client.name,
      ...(client.email && { email: client.email }),
      ...(client.phone && { phone: client.phone }),
      address: {
        line1: address.line1 ?? '',
        city: address.city ?? '',
        postcode: address.postcode ?? '',
        ...(address.line2 && { line2: address.line2 }),
      },
      ...(client.accessNotes && { accessNotes: client.accessNotes }),
    })
    if (!result.ok) return
    const { serviceName, startsAt, endsAt, staffName } = result.output
    const time = `${formatWhen(startsAt, 'time', zone, locale)} – ${formatWhen(endsAt, 'time', zone, locale)}`
    onClose()
    if (isTold) {
      const day = formatWhen(startsAt, 'date', zone, locale)
      onWrite(`Your visit is booked: ${serviceName} on ${day}, ${time}, with ${staffName}.`)
    }
  }
  return (
    <Dialog
      title={`Book for ${client.name}`}
      place="side"
      width={440}
      onClose={onClose}
      actions={
        <>
          <LinkButton tone="quiet" to={`/appointments/new?clientId=${client.id}`}>
            Everything else
          </LinkButton>
          <Button tone="primary" type="submit" form="book-visit" disabled={!slot} busy={book.isBusy}>
            Book visit
          </Button>
        </>
      }
    >
      <FormResult result={book.refusal}>
        <form id="book-visit" className="form" onSubmit={(event) => void onSubmit(event)} noValidate>
          <ErrorSummary result={book.refusal} labels={labels} />
          <WhatFields choice={choice} onChange={change} />
          <WhereFields client={client} choice={choice} onChange={change} />
          <Times choice={choice} postcode={address.postcode ?? ''} slot={slot} onChoose={setSlot} />
          <CheckField
            name="tell"
            label="Put the time into my reply"
            checked={isTold}
            onChange={(event) => setTold(event.currentTarget.checked)}
          />
        </form>
      </FormResult>
    </Dialog>
  )
}

interface Choice {
  serviceId: string
  staffId: string
  fromDay: string | null
  /** Only what the client's record does not know. */
  address: { line1?: string; city?: string; postcode?: string }
}

/** What they had last, since most people book the same again. */
function startOf({ upcoming, earlier }: ClientFacts): Choice {
  const last = earlier?.[0] ?? upcoming?.[0]
  return { serviceId: last?.serviceId ?? '', staffId: '', fromDay: null, address: {} }
}

interface PartProps {
  choice: Choice
  onChange: (part: Partial<Choice>) => void
}

function WhatFields({ choice, onChange }: PartProps) {
  const { locale, currency } = useLocale()
  const services = useApi(listServices, { active: true }).data?.items
  const staff = useApi(listStaff, { active: true }).data?.items
  if (!services || !staff) return <Skeleton height={140} />
  const able = services.find(({ id }) => id === choice.serviceId)?.staffIds
  return (
    <>
      <SelectField
        name="serviceId"
        label="Service"
        placeholder="Choose a service"
        options={services.map(({ id, name, price, durationMinutes }) => ({
          value: id,
          label: `${name} · ${formatMoney(price, currency, { locale })} · ${durationMinutes} min`,
        }))}
        value={choice.serviceId}
        onChange={(event) => onChange({ serviceId: event.currentTarget.value, staffId: '' })}
      />
      <SelectField
        name="staffId"
        label="Who comes"
        options={[
          { value: '', label: 'Whoever is free' },
          ...staff
            .filter(({ id }) => !able || able.includes(id))
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={choice.staffId}
        onChange={(event) => onChange({ staffId: event.currentTarget.value })}
      />
    </>
  )
}

const places = [
  { name: 'line1', label: 'House number and street' },
  { name: 'city', label: 'Town' },
  { name: 'postcode', label: 'Postcode' },
] as const

/** The client's address in one line; what of it is not known yet is asked for. */
function WhereFields({ client, choice, onChange }: PartProps & { client: ClientFacts['client'] }) {
  const missing = places.filter(({ name }) => !client.address[name])
  const known = [client.address.line1, client.address.line2, client.address.city, client.address.postcode]
  return (
    <>
      {missing.length < places.length && (
        <p className="t13">
          <span className="muted">Where: </span>
          {known.filter(Boolean).join(', ')}
        </p>
      )}
      {missing.map(({ name, label }) => (
        <TextField
          key={name}
          name={`address.${name}`}
          label={label}
          autoComplete="off"
          value={choice.address[name] ?? ''}
          onChange={(event) =>
            onChange({ address: { ...choice.address, [name]: event.currentTarget.value } })
          }
        />
      ))}
    </>
  )
}

/** Roughly: the server judges it. Until somebody has typed all of it there is nothing to ask. */
const WHOLE_POSTCODE = /^[a-z]{1,2}[0-9io][a-z0-9]?\s*[0-9io][a-z]{2}$/i

interface TimesProps {
  choice: Choice
  postcode: string
  slot: Slot | null
  onChoose: (slot: Slot | null) => void
}

function Times({ choice, postcode, slot, onChoose }: TimesProps) {
  const { org } = useSession()
  const [fromDay, setFromDay] = useState<string | null>(null)
  const { serviceId, staffId } = choice
  const isReady = serviceId !== '' && WHOLE_POSTCODE.test(postcode.trim())
  const times = useApi(
    findFreeSlots,
    {
      orgSlug: org.slug,
      serviceId,
      postcode: postcode.trim(),
      ...(staffId && { staffId }),
      ...(fromDay && { fromDay }),
    },
    { enabled: isReady, live: ['appointments'] },
  )
  if (!isReady) return <p className="muted t13">Choose a service and a postcode to see the free times.</p>
  if (times.isError) {
    return (
      <p className="bad t13" role="alert">
        {times.error.faults[0]?.message ?? times.error.detail}
      </p>
    )
  }
  if (times.isPending || times.isPlaceholderData) return <Skeleton height={180} />
  return (
    <FreeTimes
      key={times.data.days[0]?.day}
      times={times.data}
      slot={slot}
      onChoose={onChoose}
      onWeek={(day) => {
        onChoose(null)
        setFromDay(day)
      }}
    />
  )
}
