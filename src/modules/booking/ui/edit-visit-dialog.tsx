import { formInput } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { TextAreaField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { useCommand } from '#web/query.tsx'
import { type Appointment, updateAppointment } from '../contract/appointments.ts'

/** Customer, address, notes and price of a visit. */
export function EditVisitDialog({ visit, onClose }: { visit: Appointment; onClose: () => void }) {
  const update = useCommand(updateAppointment, { success: 'Saved' })
  const { address } = visit
  const save = async (form: HTMLFormElement) => {
    const { price, accessNotes = '', customerNotes = '', ...fields } = formInput(new FormData(form))
    const pounds = Number(price)
    const input = {
      ...fields,
      accessNotes,
      customerNotes,
      ...(price !== undefined && { price: Math.round(pounds * 100) }),
      appointmentId: visit.id,
    }
    const result = await update(input as Parameters<typeof update>[0])
    if (result.ok) onClose()
  }
  return (
    <Dialog title={`Edit ${visit.number}`} width={520} onClose={onClose}>
      <FormResult result={update.refusal}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            void save(event.currentTarget)
          }}
        >
          <TextField name="name" label="Name" defaultValue={visit.customerName ?? ''} required />
          <div className="pair">
            <TextField
              name="email"
              label="E-mail"
              type="email"
              defaultValue={visit.customerEmail ?? ''}
              optional
            />
            <TextField
              name="phone"
              label="Telephone"
              type="tel"
              defaultValue={visit.customerPhone ?? ''}
              optional
            />
          </div>
          <TextField
            name="address.line1"
            label="House number and street"
            defaultValue={address.line1 ?? ''}
            required
          />
          <TextField
            name="address.line2"
            label="Flat, floor or building"
            defaultValue={address.line2 ?? ''}
            optional
          />
          <div className="pair">
            <TextField name="address.city" label="Town" defaultValue={address.city ?? ''} required />
            <TextField name="address.postcode" label="Postcode" defaultValue={address.postcode} required />
          </div>
          <TextAreaField
            name="accessNotes"
            label="Getting in"
            rows={2}
            defaultValue={visit.accessNotes ?? ''}
            optional
          />
          <TextAreaField
            name="customerNotes"
            label="What they wrote"
            rows={2}
            defaultValue={visit.customerNotes ?? ''}
            optional
          />
          <TextField
            name="price"
            label="Price"
            inputMode="decimal"
            prefix="£"
            defaultValue={(visit.price / 100).toFixed(2)}
            required
          />
          <div className="acts">
            <Button onClick={onClose}>Leave it</Button>
            <Button type="submit" tone="primary" busy={update.isBusy}>
              Save
            </Button>
          </div>
        </form>
      </FormResult>
    </Dialog>
  )
}
