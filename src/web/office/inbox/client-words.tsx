import { Link } from 'react-router'
import { When } from '../../kit/when.tsx'
import { useMay } from '../../session.ts'
import type { ClientFacts } from './client-facts.ts'

type Client = ClientFacts['client']

/** How to get in: asked for in half of all conversations. */
export function AccessNotes({ client }: { client: Client }) {
  const mayEdit = useMay('client.edit')
  return (
    <section className="cp-s">
      <h3>
        Access
        {mayEdit && (
          <Link className="link" to={`/clients/${client.id}?edit=access`} aria-label="Edit how to get in">
            Edit
          </Link>
        )}
      </h3>
      <p className={`t13 cp-lines ${client.accessNotes ? '' : 'muted'}`}>
        {client.accessNotes || 'Nothing noted yet: keys, codes, pets, parking.'}
      </p>
    </section>
  )
}

const MOST = 2

/** What colleagues should know; the rest is on the client's page. */
export function TeamNotesShort({ client }: { client: Client }) {
  const { notes } = client
  return (
    <section className="cp-s">
      <h3>
        Team notes
        <Link className="link" to={`/clients/${client.id}`}>
          {notes.length > MOST ? `All ${notes.length}` : notes.length > 0 ? 'Open' : 'Write one'}
        </Link>
      </h3>
      {notes.length === 0 && <p className="t13 muted">None yet.</p>}
      {notes.slice(0, MOST).map((note) => (
        <div key={note.id} className="cp-note">
          <p className="t13 cp-lines">{note.body}</p>
          <p className="t12 muted">
            {note.author}, <When at={note.createdAt} style="date" />
          </p>
        </div>
      ))}
    </section>
  )
}
