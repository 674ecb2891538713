import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { rememberPostcode } from '../commands/remember-postcode.ts'
import type * as contract from '../contract.ts'
import type { Position } from '../domain/position.ts'
import { locate } from '../queries/locate.ts'
import { locatePostcode as locateWithStaff } from '../queries/locate-postcode.ts'

/**
 * Where a postcode is; when only its surroundings are known, the postcode service is asked and its answer kept.
 * Refuses with `booking.postcode_unknown`. Without network it answers from what is known, after 1.5 s at most.
 */
export async function locateOnline(ctx: ErrandContext, postcode: string): Promise<Position> {
  const known = await ctx.query(locate, postcode)
  if (known.source !== 'approximate') return known
  const reply = await ctx.adapters.postcodes.find(known.postcode)
  if (reply.kind === 'unavailable') return known
  if (reply.kind === 'unknown') {
    await ctx.command(rememberPostcode, { postcode: known.postcode, position: null })
    throw new AppError('booking.postcode_unknown', { postcode: known.postcode })
  }
  const { lat, lon, city } = reply
  await ctx.command(rememberPostcode, { postcode: known.postcode, position: { lat, lon, city } })
  return ctx.query(locate, postcode)
}

/**
 * Learns where a postcode is before a query or command needs it, so that those never wait for the network. A postcode
 * that does not exist is left for them to refuse.
 */
export async function warmPostcode(ctx: ErrandContext, { postcode }: { postcode: string }): Promise<void> {
  try {
    await locateOnline(ctx, postcode)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

/** Answers "who covers this postcode?", asking the postcode service when need be. */
export async function locatePostcode(
  ctx: ErrandContext,
  input: Input<typeof contract.locatePostcode>,
): Promise<Output<typeof contract.locatePostcode>> {
  permit(ctx, 'staff.view')
  await warmPostcode(ctx, input)
  return ctx.query(locateWithStaff, input)
}
