import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { type PostcodeParts, parsePostcode } from '#values/postcode.ts'
import { choosePosition, type Position, positionKeys, type StoredPosition } from '../domain/position.ts'

/** A "no such postcode" of the service is believed for so long; new postcodes appear every month. */
const BELIEVED_DAYS = 30

/**
 * Where a postcode is, from what this installation knows: imported positions, remembered answers of the postcode
 * service, else the middle of the sector, outcode or area, marked `approximate`. Never leaves the machine.
 * Refuses with `booking.postcode_unknown`.
 */
export async function locate(ctx: QueryContext, postcode: string): Promise<Position> {
  const [position] = await locateAll(ctx, [postcode])
  return position!
}

/** The positions of several postcodes, in their order, with one statement. */
export async function locateAll(ctx: QueryContext, postcodes: readonly string[]): Promise<Position[]> {
  const parts = postcodes.map(partsOf)
  const keys = [...new Set(parts.flatMap(positionKeys))]
  const units = parts.map(({ postcode }) => postcode)
  const since = ctx.now.subtract({ hours: BELIEVED_DAYS * 24 }).toString()
  const { rows } = await sql<StoredPosition>`
    select p.postcode as key, p.lat, p.lon, null as city, 'file' as from
    from booking.postcodes p where p.postcode = any(${keys}::text[])
    union all
    select c.postcode, c.lat, c.lon, c.city, 'service'
    from booking.postcode_cache c
    where c.postcode = any(${units}::text[]) and (c.lat is not null or c.asked_at > ${since})`.execute(ctx.tx)
  return parts.map((one) => {
    const position = choosePosition(one, rows)
    if (!position) throw new AppError('booking.postcode_unknown', { postcode: one.postcode })
    return position
  })
}

function partsOf(postcode: string): PostcodeParts {
  const parsed = parsePostcode(postcode)
  if (!parsed.ok) throw new AppError('booking.postcode_unknown', { postcode, reason: parsed.reason })
  return parsed
}
