import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { TextAreaField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { When } from '#web/kit/when.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { addAppointmentNote } from '../contract/appointments.ts'
import type { VisitDetail } from './visit-drawer.tsx'

/** Private notes of the team on one visit. */
export function VisitNotes({ visit }: { visit: VisitDetail }) {
  const mayEdit = useMay('booking.edit')
  const [body, setBody] = useState('')
  const add = useCommand(addAppointmentNote, { success: 'Note kept' })
  return (
    <section className="stack s8">
      <div className="sec-h">
        <h3>Private notes</h3>
        <span className="end">Only the team sees these</span>
      </div>
      {visit.notes.map((note) => (
        <div key={note.id} className="note">
          <span className="by">
            {note.author}, <When at={note.createdAt} style="date-time" />
          </span>
          {note.body}
        </div>
      ))}
      {mayEdit && (
        <FormResult result={add.refusal}>
          <form
            className="stack s8"
            onSubmit={async (event) => {
              event.preventDefault()
              const result = await add({ appointmentId: visit.id, body })
              if (result.ok) setBody('')
            }}
          >
            <TextAreaField
              name="body"
              label="Write a note"
              hideLabel
              placeholder="Write a note for the team"
              rows={2}
              maxLength={2000}
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
            <div className="row">
              <Button type="submit" size="sm" busy={add.isBusy} disabled={body.trim() === ''}>
                Keep note
              </Button>
            </div>
          </form>
        </FormResult>
      )}
    </section>
  )
}
