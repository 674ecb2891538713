import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type * as contract from '../contract/appointments.ts'
import { matchingIds } from '../queries/list-appointments.ts'
import { readVisit } from '../queries/visit-row.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { moveAppointment } from './move-appointment.ts'
import { setAppointmentStatus } from './set-appointment-status.ts'

type Bulk = Input<typeof contract.bulkAppointments>
type BulkResult = Output<typeof contract.bulkAppointments>

const MOST = 1_000

/**
 * The same change for many visits, by the same commands as for one: those that the rules refuse stay as they are
 * and are named with the reason. A dry run does everything and takes it back, so its counts are true.
 */
export async function bulkAppointments(ctx: CommandContext, input: Bulk): Promise<BulkResult> {
  permit(ctx, input.action.kind === 'cancel' ? 'booking.cancel' : 'booking.edit')
  const ids = await idsOf(ctx, input)
  const result: BulkResult = { matched: ids.length, changed: 0, refused: [] }
  const told = ctx.published.length
  if (input.dryRun) await sql`savepoint dry_run`.execute(ctx.tx)
  for (const id of ids) {
    const refusal = await changeOne(ctx, id, input.action)
    if (refusal) result.refused.push(refusal)
    else result.changed++
  }
  if (input.dryRun) {
    await sql`rollback to savepoint dry_run`.execute(ctx.tx)
    ctx.published.splice(told)
  }
  return result
}

async function idsOf(ctx: CommandContext, { ids, filter }: Bulk): Promise<string[]> {
  if (ids) return ids
  if (!filter) throw invalidInput([{ path: ['ids'], message: 'Say which visits: ids, or a filter.' }])
  const found = await matchingIds(ctx, filter, MOST + 1)
  if (found.length > MOST) {
    throw invalidInput([{ path: ['filter'], message: `More than ${MOST} visits match. Narrow the filter.` }])
  }
  return found
}

async function changeOne(
  ctx: CommandContext,
  id: string,
  action: Bulk['action'],
): Promise<BulkResult['refused'][number] | null> {
  const told = ctx.published.length
  await sql`savepoint one_visit`.execute(ctx.tx)
  try {
    const idle = await apply(ctx, id, action)
    await sql`release savepoint one_visit`.execute(ctx.tx)
    return idle
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await sql`rollback to savepoint one_visit`.execute(ctx.tx)
    ctx.published.splice(told)
    return { id, number: await numberOf(ctx, id), reason: error.message }
  }
}

/** Makes the change; answers with a refusal where there is nothing to change. */
async function apply(
  ctx: CommandContext,
  appointmentId: string,
  action: Bulk['action'],
): Promise<BulkResult['refused'][number] | null> {
  if (action.kind === 'status') {
    await setAppointmentStatus(ctx, { appointmentId, status: action.status, note: undefined })
  } else if (action.kind === 'cancel') {
    const { reason, override } = action
    await cancelAppointment(ctx, { appointmentId, reason, override, notify: true })
  } else {
    const { starts_at: startsAt, number, staff_id, staff_name } = await readVisit(ctx, appointmentId)
    if (staff_id === action.staffId) {
      return { id: appointmentId, number, reason: `${staff_name} comes already.` }
    }
    await moveAppointment(ctx, {
      appointmentId,
      startsAt,
      staffId: action.staffId,
      notify: false,
      override: false,
    })
  }
  return null
}

async function numberOf(ctx: CommandContext, id: string): Promise<string> {
  return readVisit(ctx, id).then(
    (visit) => visit.number,
    () => '',
  )
}
