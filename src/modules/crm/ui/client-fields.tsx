import { formatPhone } from '#values/phone.ts'
import { TextAreaField, TextField } from '#web/kit/field.tsx'
import type { Client } from '../contract.ts'

/** What the fields are called, for the summary of faults. */
export const clientLabels: Record<string, string> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Telephone',
  'address.line1': 'Street and number',
  'address.line2': 'Flat, building',
  'address.city': 'Town',
  'address.postcode': 'Postcode',
  accessNotes: 'Getting in',
}

/** Name, contact and address of a client, filled in from `client` when there is one. */
export function ClientFields({ client }: { client?: Client }) {
  const address = client?.address
  return (
    <>
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        maxLength={120}
        required
        defaultValue={client?.name}
      />
      <div className="pair">
        <TextField
          name="email"
          label="E-mail"
          type="email"
          optional
          autoComplete="off"
          defaultValue={client?.email ?? undefined}
        />
        <TextField
          name="phone"
          label="Telephone"
          type="tel"
          optional
          autoComplete="off"
          defaultValue={client?.phone ? formatPhone(client.phone) : undefined}
        />
      </div>
      <TextField
        name="address.line1"
        label="Street and number"
        optional
        autoComplete="off"
        defaultValue={address?.line1 ?? undefined}
      />
      <TextField
        name="address.line2"
        label="Flat, building"
        optional
        autoComplete="off"
        defaultValue={address?.line2 ?? undefined}
      />
      <div className="pair">
        <TextField
          name="address.city"
          label="Town"
          optional
          autoComplete="off"
          defaultValue={address?.city ?? undefined}
        />
        <TextField
          name="address.postcode"
          label="Postcode"
          optional
          autoComplete="off"
          defaultValue={address?.postcode ?? undefined}
        />
      </div>
    </>
  )
}

/** How to get in: keys, codes, pets. */
export function AccessField({ value }: { value?: string }) {
  return (
    <TextAreaField
      name="accessNotes"
      label="Getting in"
      help="Keys, codes, pets, parking. Staff see this before the address."
      optional
      rows={3}
      maxLength={1000}
      defaultValue={value}
    />
  )
}
