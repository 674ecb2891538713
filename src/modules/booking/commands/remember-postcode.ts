import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'

export interface PostcodeAnswer {
  postcode: string
  /** Null: the postcode service knows no such postcode. */
  position: { lat: number; lon: number; city: string | null } | null
}

/** Keeps an answer of the postcode service for every organisation; positions are no secret. */
export async function rememberPostcode(
  ctx: CommandContext,
  { postcode, position }: PostcodeAnswer,
): Promise<void> {
  const { lat = null, lon = null, city = null } = position ?? {}
  await sql`
    insert into booking.postcode_cache (postcode, lat, lon, city, asked_at)
    values (${postcode}, ${lat}, ${lon}, ${city}, ${ctx.now.toString()})
    on conflict (postcode) do update
      set lat = excluded.lat, lon = excluded.lon, city = excluded.city, asked_at = excluded.asked_at`.execute(
    ctx.tx,
  )
}
