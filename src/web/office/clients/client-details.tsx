import { Form, Link } from 'react-router'
import type { Client } from '#modules/crm/contract.ts'
import { AccessField, ClientFields, clientLabels } from '#modules/crm/ui/public.ts'
import { formatPhone } from '#values/phone.ts'
import { Button, LinkButton } from '../../kit/button.tsx'
import { ErrorSummary, FormResult } from '../../kit/form-result.tsx'
import { SectionHead } from '../../kit/page-head.tsx'
import { useMay } from '../../session.ts'

interface CardProps {
  client: Client
  isEditing: boolean
  /** The action's answer, for the faults of the form. */
  result: unknown
}

/** A link that turns a card into its form; the address says so, hence it works without JavaScript. */
function EditLink({ part, label, client }: { part: string; label: string; client: Client }) {
  const mayEdit = useMay('client.edit')
  if (!mayEdit || client.deletedAt) return null
  return (
    <Link className="link t12" to={`?edit=${part}`} preventScrollReset aria-label={label}>
      Edit
    </Link>
  )
}

function FormActs() {
  return (
    <div className="row">
      <Button type="submit" size="sm" tone="primary">
        Save
      </Button>
      <LinkButton size="sm" to="?" preventScrollReset>
        Cancel
      </LinkButton>
    </div>
  )
}

/** How to get in, first of all: staff need it at the door. */
export function AccessCard({ client, isEditing, result }: CardProps) {
  return (
    <section className="card pad" aria-labelledby="getting-in">
      <SectionHead
        id="getting-in"
        title="Getting in"
        end={!isEditing && <EditLink part="access" label="Edit how to get in" client={client} />}
      />
      {isEditing ? (
        <FormResult result={result}>
          <Form method="post" className="form" preventScrollReset>
            <input type="hidden" name="intent" value="access" />
            <AccessField value={client.accessNotes} />
            <FormActs />
          </Form>
        </FormResult>
      ) : (
        <p className={client.accessNotes ? 't13 lined' : 't13 muted'}>
          {client.accessNotes || 'Nothing noted yet: keys, codes, pets, parking.'}
        </p>
      )}
    </section>
  )
}

/** Contact and address. */
export function DetailsCard({ client, isEditing, result }: CardProps) {
  return (
    <section className="card pad" aria-labelledby="details">
      <SectionHead
        id="details"
        title="Details"
        end={!isEditing && <EditLink part="details" label="Edit the details" client={client} />}
      />
      {isEditing ? (
        <FormResult result={result}>
          <Form method="post" className="form narrow" preventScrollReset>
            <ErrorSummary result={result} labels={clientLabels} />
            <input type="hidden" name="intent" value="details" />
            <ClientFields client={client} />
            <FormActs />
          </Form>
        </FormResult>
      ) : (
        <Facts client={client} />
      )}
    </section>
  )
}

const sources: Record<string, string> = {
  online: 'Booked online',
  office: 'Added by the office',
  import: 'Imported',
}

function Facts({ client }: { client: Client }) {
  const { line1, line2, city, postcode } = client.address
  const lines = [line1, line2, [city, postcode].filter(Boolean).join(' ')].filter(Boolean)
  return (
    <dl className="kv">
      <dt>Telephone</dt>
      <dd className="tn">
        {client.phone ? <a href={`tel:${client.phone}`}>{formatPhone(client.phone)}</a> : <None />}
      </dd>
      <dt>E-mail</dt>
      <dd>{client.email ? <a href={`mailto:${client.email}`}>{client.email}</a> : <None />}</dd>
      <dt>Address</dt>
      <dd className="lined">{lines.length > 0 ? lines.join('\n') : <None />}</dd>
      <dt>Source</dt>
      <dd>{sources[client.source] ?? client.source}</dd>
    </dl>
  )
}

function None() {
  return <span className="muted">Not known</span>
}
