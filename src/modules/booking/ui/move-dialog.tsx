import { useState } from 'react'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { CheckField, SelectField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { useApi, useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { type Appointment, checkMove, moveAppointment } from '../contract/appointments.ts'
import { listStaff } from '../contract/catalogue.ts'
import { instantOf, localInput } from './local-time.ts'
import { MoveReasons } from './move-reasons.tsx'

interface Target {
  startsAt: string
  endsAt: string
  staffId: string
}

/** Move, resize or reassign by keyboard: the reasons against it and free alternatives show before it is done. */
export function MoveDialog({ visit, to, onClose }: { visit: Appointment; to?: Target; onClose: () => void }) {
  const { zone } = useLocale()
  const mayOverride = useMay('booking.override')
  const [target, setTarget] = useState<Target>(
    to ?? { startsAt: visit.startsAt, endsAt: visit.endsAt, staffId: visit.staffId },
  )
  const [notify, setNotify] = useState(true)
  const [override, setOverride] = useState(false)
  const staff = useApi(listStaff, { active: true })
  const check = useApi(checkMove, { appointmentId: visit.id, ...target })
  const move = useMove(visit)
  const length = Date.parse(target.endsAt) - Date.parse(target.startsAt)
  const setStart = (startsAt: string) =>
    setTarget({ ...target, startsAt, endsAt: new Date(Date.parse(startsAt) + length).toISOString() })
  const isSame =
    target.startsAt === visit.startsAt && target.endsAt === visit.endsAt && target.staffId === visit.staffId
  const submit = async () => {
    const result = await move({ appointmentId: visit.id, ...target, notify, override })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={`Move ${visit.customerName ?? visit.number}`}
      width={520}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button
            tone="primary"
            busy={move.isBusy}
            disabled={isSame || (check.data?.ok === false && !override)}
            onClick={() => void submit()}
          >
            Move visit
          </Button>
        </>
      }
    >
      <FormResult result={move.refusal}>
        <div className="form">
          <div className="pair">
            <TextField
              name="startsAt"
              label="Starts"
              type="datetime-local"
              step={300}
              value={localInput(target.startsAt, zone)}
              onChange={(event) =>
                event.currentTarget.value && setStart(instantOf(event.currentTarget.value, zone))
              }
            />
            <TextField
              name="minutes"
              label="Minutes"
              type="number"
              min={5}
              max={1440}
              step={5}
              value={Math.round(length / 60_000)}
              onChange={(event) =>
                setTarget({
                  ...target,
                  endsAt: new Date(
                    Date.parse(target.startsAt) + Math.max(5, Number(event.currentTarget.value)) * 60_000,
                  ).toISOString(),
                })
              }
            />
          </div>
          <SelectField
            name="staffId"
            label="Who"
            value={target.staffId}
            onChange={(event) => setTarget({ ...target, staffId: event.currentTarget.value })}
            options={(staff.data?.items ?? [{ id: visit.staffId, name: visit.staffName }]).map(
              ({ id, name }) => ({ value: id, label: name }),
            )}
          />
          {check.data?.ok === true && !isSame && (
            <Banner tone="good">It fits, the way there included.</Banner>
          )}
          {check.data?.ok === false && (
            <MoveReasons
              check={check.data}
              wanted={target.startsAt}
              onPick={({ startsAt, endsAt, staffId }) => setTarget({ startsAt, endsAt, staffId })}
            />
          )}
          {check.data?.ok === false &&
            mayOverride &&
            check.data.reasons.every(({ kind }) => kind !== 'busy') && (
              <CheckField
                name="override"
                label="Move it all the same"
                help="Hours and skills can be overruled; two visits at once cannot."
                checked={override}
                onChange={(event) => setOverride(event.currentTarget.checked)}
              />
            )}
          <CheckField
            name="notify"
            label="Tell the client about the new time"
            checked={notify}
            onChange={(event) => setNotify(event.currentTarget.checked)}
          />
        </div>
      </FormResult>
    </Dialog>
  )
}

/** The command with its way back: where the visit was. */
export function useMove(visit: Appointment) {
  const { zone, locale } = useLocale()
  return useCommand(moveAppointment, {
    success: (moved) =>
      `${moved.customerName ?? moved.number} moved to ${formatWhen(moved.startsAt, 'date-time', zone, locale)} with ${moved.staffName}`,
    undo: {
      endpoint: moveAppointment,
      input: () => ({
        appointmentId: visit.id,
        startsAt: visit.startsAt,
        endsAt: visit.endsAt,
        staffId: visit.staffId,
        override: false,
      }),
    },
  })
}
