import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { Money } from '#web/kit/money.tsx'
import { useCommand } from '#web/query.tsx'
import { type Appointment, recordPayment } from '../contract/appointments.ts'

/** Cash or a transfer that the office received. */
export function RecordPaymentDialog({ visit, onClose }: { visit: Appointment; onClose: () => void }) {
  const open = visit.price - visit.paid
  const [amount, setAmount] = useState((open / 100).toFixed(2))
  const [method, setMethod] = useState<'cash' | 'bank_transfer'>('cash')
  const record = useCommand(recordPayment, { success: 'Payment recorded' })
  const save = async () => {
    const result = await record({ appointmentId: visit.id, amount: Math.round(Number(amount) * 100), method })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title="Record a payment"
      width={420}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button tone="primary" busy={record.isBusy} onClick={() => void save()}>
            Record payment
          </Button>
        </>
      }
    >
      <FormResult result={record.refusal}>
        <div className="form">
          <p className="muted">
            Still open: <Money minor={open} currency={visit.currency} />
          </p>
          <TextField
            name="amount"
            label="Amount"
            inputMode="decimal"
            prefix="£"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
          <SelectField
            name="method"
            label="How"
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value as 'cash' | 'bank_transfer')}
            options={[
              { value: 'cash', label: 'Cash' },
              { value: 'bank_transfer', label: 'Bank transfer' },
            ]}
          />
        </div>
      </FormResult>
    </Dialog>
  )
}
