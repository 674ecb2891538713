import { useRef } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { TextAreaField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { When } from '#web/kit/when.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import {
  addClientNote,
  type ClientNote,
  deleteClientNote,
  pinClientNote,
  restoreClientNote,
} from '../contract.ts'

/** Private notes of the team, pinned first; the form also works by plain post with `intent=note`. */
export function TeamNotes({ clientId, notes }: { clientId: string; notes: readonly ClientNote[] }) {
  const mayEdit = useMay('client.edit')
  return (
    <section className="card pad stack s8" aria-labelledby="team-notes">
      <h2 id="team-notes">Team notes</h2>
      {notes.length === 0 && (
        <p className="muted t13">What colleagues should know. Clients never see this.</p>
      )}
      {notes.map((note) => (
        <Note key={note.id} note={note} mayEdit={mayEdit} />
      ))}
      {mayEdit && <NewNote clientId={clientId} />}
    </section>
  )
}

function Note({ note, mayEdit }: { note: ClientNote; mayEdit: boolean }) {
  const pin = useCommand(pinClientNote)
  const remove = useCommand(deleteClientNote, {
    success: 'Note deleted',
    undo: { endpoint: restoreClientNote, input: ({ id }) => ({ noteId: id }) },
  })
  return (
    <div className="note t13">
      <span className="by">
        <span className="row">
          <Icon name="note-lock" size={12} />
          <span className="grow">
            {note.author}, <When at={note.createdAt} style="date" />
            {note.pinned && ', pinned'}
          </span>
        </span>
      </span>
      <p className="note-body">{note.body}</p>
      {mayEdit && (
        <div className="row">
          <Button
            size="sm"
            tone="quiet"
            busy={pin.isBusy}
            onClick={() => void pin({ noteId: note.id, pinned: !note.pinned })}
          >
            {note.pinned ? 'Unpin' : 'Pin'}
          </Button>
          <Button
            size="sm"
            tone="quiet"
            busy={remove.isBusy}
            onClick={() => void remove({ noteId: note.id })}
          >
            Delete
          </Button>
        </div>
      )}
    </div>
  )
}

function NewNote({ clientId }: { clientId: string }) {
  const form = useRef<HTMLFormElement>(null)
  const add = useCommand(addClientNote, { success: 'Note kept' })
  return (
    <FormResult result={add.refusal}>
      <Form
        ref={form}
        method="post"
        className="stack s8"
        onSubmit={async (event) => {
          event.preventDefault()
          const body = String(new FormData(event.currentTarget).get('body') ?? '')
          const result = await add({ clientId, body })
          if (result.ok) form.current?.reset()
        }}
      >
        <input type="hidden" name="intent" value="note" />
        <TextAreaField
          name="body"
          label="Write a note"
          hideLabel
          placeholder="Write a note for the team"
          rows={2}
          maxLength={2000}
          required
        />
        <div className="row">
          <Button type="submit" size="sm" busy={add.isBusy}>
            Keep note
          </Button>
        </div>
      </Form>
    </FormResult>
  )
}
