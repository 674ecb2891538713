import type { QueryContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/guest.ts'
import { slotsByDay } from './find-free-slots.ts'
import { getMoveShape } from './move-shape.ts'
import { readLinkedVisit } from './visit-row.ts'

/** Free times to which a visit could move; its own time does not stand in the way. */
export async function visitSlots(
  ctx: QueryContext,
  input: Input<typeof contract.visitSlots>,
): Promise<Output<typeof contract.visitSlots>> {
  const visit = await readLinkedVisit(ctx, recordOfToken(ctx, 'visit', input.token))
  const shape = await getMoveShape(ctx, visit)
  return slotsByDay(ctx, shape, { fromDay: input.fromDay, days: input.days, except: visit.id })
}
