import { useState } from 'react'
import { ConfirmWithConsequences, type Effect } from '#web/kit/confirm.tsx'
import { CheckField, TextAreaField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { When } from '#web/kit/when.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { type Appointment, cancelAppointment, restoreAppointment } from '../contract/appointments.ts'

/** Asks before a visit is cancelled: what comes back, who is told, and past the deadline, why. */
export function CancelDialog({ visit, onClose }: { visit: Appointment; onClose: () => void }) {
  const mayOverride = useMay('booking.override')
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  const isLate = !visit.can_cancel
  const cancel = useCommand(cancelAppointment, {
    success: (cancelled) => `${cancelled.number} is cancelled`,
    undo: { endpoint: restoreAppointment, input: () => ({ appointmentId: visit.id }) },
  })
  const left = visit.paid - visit.refunded
  const effects: Effect[] = [
    { tone: 'info', text: 'The time is free for others at once.' },
    left > 0
      ? {
          tone: isLate ? 'warn' : 'good',
          text: isLate ? (
            <>
              Of <Money minor={left} currency={visit.currency} /> paid, the late rule decides what goes back.
            </>
          ) : (
            <>
              <Money minor={left} currency={visit.currency} /> goes back to the client.
            </>
          ),
        }
      : { tone: 'info', text: 'Nothing has been paid, so nothing goes back.' },
    notify
      ? { tone: 'info', text: `${visit.customerName ?? 'The client'} gets a message.` }
      : { tone: 'warn', text: 'The client is not told.' },
  ]
  if (isLate)
    effects.unshift({
      tone: 'warn',
      text: (
        <>
          The deadline was <When at={visit.deadline} style="date-time" />.{' '}
          {mayOverride
            ? 'You override the rule: write why.'
            : 'Only somebody who may override the rule can cancel now.'}
        </>
      ),
    })
  return (
    <FormResult result={cancel.refusal}>
      <ConfirmWithConsequences
        action="Cancel visit"
        isDangerous
        effects={effects}
        onClose={onClose}
        onConfirm={async () =>
          (await cancel({ appointmentId: visit.id, reason: reason || undefined, override: isLate, notify }))
            .ok
        }
        fields={
          <>
            <TextAreaField
              name="reason"
              label="Reason"
              optional={!isLate}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <CheckField
              name="notify"
              label="Tell the client"
              checked={notify}
              onChange={(event) => setNotify(event.currentTarget.checked)}
            />
          </>
        }
      >
        {visit.customerName}, {visit.serviceName}, <When at={visit.startsAt} style="date-time" />
      </ConfirmWithConsequences>
    </FormResult>
  )
}
