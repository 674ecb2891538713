import { type ReactNode, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { ConfirmWithConsequences, type Effect } from '#web/kit/confirm.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { CheckField, SelectField, TextAreaField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import type { Selection } from '#web/kit/selection.ts'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { type AppointmentFilter, type AppointmentStatus, bulkAppointments } from '../contract/appointments.ts'
import { listed, statusWords } from '../domain/status.ts'

interface BulkProps {
  selection: Selection
  /** The filter that "all matching" stands for. */
  filter: Partial<AppointmentFilter>
  staff: readonly { id: string; name: string }[]
  onDone: () => void
}

type Kind = 'status' | 'reassign' | 'cancel'
type Action =
  | { kind: 'status'; status: AppointmentStatus }
  | { kind: 'reassign'; staffId: string }
  | { kind: 'cancel'; reason: string; override: boolean }

interface Forecast {
  matched: number
  changed: number
  refused: { id: string; number: string; reason: string }[]
}

const MOST_NAMED = 8
const titles: Record<Kind, string> = {
  status: 'Set the status',
  reassign: 'Give to somebody else',
  cancel: 'Cancel visits',
}

/** What can be done with the selected visits. Each act is tried out first, and asks with the true numbers. */
export function AppointmentsBulk(props: BulkProps) {
  const [kind, setKind] = useState<Kind | null>(null)
  const mayEdit = useMay('booking.edit')
  const mayCancel = useMay('booking.cancel')
  return (
    <>
      {mayEdit && (
        <>
          <Button size="sm" onClick={() => setKind('status')}>
            Set status…
          </Button>
          <Button size="sm" onClick={() => setKind('reassign')}>
            Reassign…
          </Button>
        </>
      )}
      {mayEdit && mayCancel && (
        <Button size="sm" onClick={() => setKind('cancel')}>
          Cancel…
        </Button>
      )}
      {kind && <BulkDialog {...props} kind={kind} onClose={() => setKind(null)} />}
    </>
  )
}

/** Two steps: what to do, then what it would mean. */
function BulkDialog(props: BulkProps & { kind: Kind; onClose: () => void }) {
  const { selection, filter, onDone, onClose } = props
  const [action, setAction] = useState<Action | null>(null)
  const [forecast, setForecast] = useState<Forecast | null>(null)
  const tryOut = useCommand(bulkAppointments)
  const change = useCommand(bulkAppointments, { success: ({ changed }) => `${visits(changed)} changed` })
  const which = selection.allMatching ? { filter: withDefaults(filter) } : { ids: selection.ids }
  const look = async (chosen: Action) => {
    const result = await tryOut({ ...which, action: chosen, dryRun: true })
    if (!result.ok) return
    setAction(chosen)
    setForecast(result.output)
  }
  if (!action || !forecast) {
    return (
      <FormResult result={tryOut.refusal}>
        <ActionDialog {...props} isBusy={tryOut.isBusy} onChoose={look} />
      </FormResult>
    )
  }
  if (forecast.changed === 0) return <NothingToDo forecast={forecast} onClose={onClose} />
  return (
    <ConfirmWithConsequences
      action={`${verbOf(action, props.staff)} ${visits(forecast.changed)}`}
      isDangerous={action.kind === 'cancel'}
      keep={action.kind === 'cancel' ? 'Keep them' : 'Leave them'}
      effects={effectsOf(action, forecast)}
      onClose={onClose}
      onConfirm={async () => {
        const result = await change({ ...which, action })
        if (result.ok) onDone()
        return result.ok
      }}
    >
      Changes {forecast.changed} of {forecast.matched}
      {forecast.refused.length > 0 ? `; refused: ${forecast.refused.length}.` : '.'}
    </ConfirmWithConsequences>
  )
}

function ActionDialog(
  props: BulkProps & { kind: Kind; isBusy: boolean; onClose: () => void; onChoose: (action: Action) => void },
) {
  const { kind, staff, selection, isBusy, onClose, onChoose } = props
  const mayOverride = useMay('booking.override')
  const fields: Record<Kind, ReactNode> = {
    status: (
      <SelectField
        name="status"
        label="New status"
        options={listed
          .filter((status) => status !== 'cancelled')
          .map((status) => ({ value: status, label: statusWords(status) }))}
      />
    ),
    reassign: (
      <SelectField
        name="staffId"
        label="Who comes instead"
        help="The times stay. Only who is free then, and can do the work, is given a visit."
        options={staff.map(({ id, name }) => ({ value: id, label: name }))}
      />
    ),
    cancel: (
      <>
        <TextAreaField name="reason" label="Reason" rows={2} maxLength={500} required />
        {mayOverride && (
          <CheckField
            name="override"
            label="Also after the deadline"
            help="Otherwise visits whose deadline has passed stay."
          />
        )}
      </>
    ),
  }
  return (
    <Dialog title={titles[kind]} width={440} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          onChoose(actionOf(kind, new FormData(event.currentTarget)))
        }}
      >
        {fields[kind]}
        <div className="acts">
          <Button onClick={onClose}>Leave them</Button>
          <Button type="submit" tone="primary" busy={isBusy}>
            See what {visits(selection.count)} would do
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function NothingToDo({ forecast, onClose }: { forecast: Forecast; onClose: () => void }) {
  return (
    <Dialog
      title="Nothing can change"
      width={460}
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p>None of {visits(forecast.matched)} can be changed this way.</p>
      <ul className="effects">
        {refusalEffects(forecast).map(({ text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
          <li key={index}>
            <span />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function actionOf(kind: Kind, form: FormData): Action {
  if (kind === 'status') return { kind, status: String(form.get('status')) as AppointmentStatus }
  if (kind === 'reassign') return { kind, staffId: String(form.get('staffId')) }
  return { kind, reason: String(form.get('reason') ?? '').trim(), override: form.has('override') }
}

function verbOf(action: Action, staff: BulkProps['staff']): string {
  if (action.kind === 'cancel') return 'Cancel'
  if (action.kind === 'status') return `Set to “${statusWords(action.status).toLowerCase()}”:`
  return `Give ${staff.find(({ id }) => id === action.staffId)?.name ?? 'them'}`
}

function effectsOf(action: Action, forecast: Forecast): Effect[] {
  const effects: Effect[] = []
  if (action.kind === 'cancel') {
    effects.push(
      { tone: 'info', text: 'Every client gets a message, and what the rules give back is paid back.' },
      { tone: 'info', text: 'The times are free for others at once.' },
    )
  }
  if (action.kind === 'reassign') effects.push({ tone: 'info', text: 'Clients are not told by a message.' })
  return [...effects, ...refusalEffects(forecast)]
}

function refusalEffects({ refused }: Forecast): Effect[] {
  const named: Effect[] = refused.slice(0, MOST_NAMED).map(({ number, reason }) => ({
    tone: 'warn',
    text: `Refused: ${number || 'a visit that is gone'}. ${reason}`,
  }))
  const more = refused.length - named.length
  return more > 0
    ? [...named, { tone: 'warn', text: `And ${visits(more)} more that stay as they are.` }]
    : named
}

function visits(count: number): string {
  return count === 1 ? '1 visit' : `${count} visits`
}

function withDefaults(filter: Partial<AppointmentFilter>): AppointmentFilter {
  return { by: 'start', ...filter } as AppointmentFilter
}
