import { useState } from 'react'
import { Form, Link, useNavigate } from 'react-router'
import { type Client, type Duplicate, deleteClient, restoreClient } from '#modules/crm/contract.ts'
import { ClientTags, reasonWords } from '#modules/crm/ui/public.ts'
import { formatPhone } from '#values/phone.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Banner } from '../../kit/banner.tsx'
import { Button, LinkButton } from '../../kit/button.tsx'
import { ConfirmWithConsequences } from '../../kit/confirm.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useLocale } from '../../kit/locale.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useCommand } from '../../query.tsx'
import { useMay } from '../../session.ts'

/** Who this is, their tags, and the ways to reach and book them. */
export function ClientHead({ client, tags }: { client: Client; tags: readonly string[] }) {
  const mayBook = useMay('booking.create') && client.deletedAt === null
  return (
    <div className="eh">
      <Avatar name={client.name} size="xl" />
      <div className="stack s4">
        <h1>{client.name}</h1>
        <div className="sub">
          <Since at={client.createdAt} />
          {addressLine(client) && <span>{addressLine(client)}</span>}
          <ClientTags client={client} known={tags} />
        </div>
      </div>
      <div className="acts">
        {client.phone && (
          <a className="btn" href={`tel:${client.phone}`} title={formatPhone(client.phone)}>
            <Icon name="phone" /> Call
          </a>
        )}
        {client.email && (
          <a className="btn" href={`mailto:${client.email}`} title={client.email}>
            <Icon name="mail" /> E-mail
          </a>
        )}
        {mayBook && (
          <LinkButton tone="primary" icon="plus" to={`/appointments/new?clientId=${client.id}`}>
            Book
          </LinkButton>
        )}
        <MoreActs client={client} />
      </div>
    </div>
  )
}

function Since({ at }: { at: string }) {
  const { zone, locale } = useLocale()
  const month = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'long', year: 'numeric' })
  return <span>Client since {month.format(new Date(at))}</span>
}

function addressLine({ address }: Client): string {
  const { line1, city, postcode } = address
  return [line1, [city, postcode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

function MoreActs({ client }: { client: Client }) {
  const mayDelete = useMay('client.delete')
  const [isAsking, setAsking] = useState(false)
  const navigate = useNavigate()
  const remove = useCommand(deleteClient, {
    success: `${client.name} is in the trash`,
    undo: { endpoint: restoreClient, input: ({ id }) => ({ clientId: id }) },
  })
  if (!mayDelete || client.deletedAt) return null
  return (
    <>
      <Menu label="More" className="btn icon" align="end" trigger={<Icon name="more" />}>
        <MenuItem icon="trash" tone="bad" onClick={() => setAsking(true)}>
          Delete client
        </MenuItem>
      </Menu>
      {isAsking && (
        <ConfirmWithConsequences
          action="Delete client"
          isDangerous
          effects={[
            { tone: 'info', text: 'Bookings, payments and messages stay as they are.' },
            { tone: 'info', text: 'If the same person books again, a new client is made.' },
            { tone: 'good', text: 'You can bring the client back from the trash.' },
          ]}
          onConfirm={async () => {
            const result = await remove({ clientId: client.id })
            if (result.ok) await navigate('/clients')
            return result.ok
          }}
          onClose={() => setAsking(false)}
        >
          {client.name} leaves the list and all searches.
        </ConfirmWithConsequences>
      )}
    </>
  )
}

/** What one should know before anything else: the client is deleted, or may be there twice. */
export function ClientNotices({ client, duplicates }: { client: Client; duplicates: readonly Duplicate[] }) {
  const mayDelete = useMay('client.delete')
  if (client.deletedAt) {
    const restore = (
      <Form method="post">
        <Button type="submit" size="sm" name="intent" value="restore">
          Bring back
        </Button>
      </Form>
    )
    return (
      <Banner tone="warn" actions={mayDelete && restore}>
        This client is in the trash.
      </Banner>
    )
  }
  return duplicates.map((one) => (
    <Banner
      key={one.id}
      tone="warn"
      actions={
        <LinkButton size="sm" to={`/clients/${one.id}`}>
          Open
        </LinkButton>
      }
    >
      <Link className="b" to={`/clients/${one.id}`}>
        {one.name}
      </Link>{' '}
      may be the same person: {reasonWords(one.reasons)}.
    </Banner>
  ))
}
