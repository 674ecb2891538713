import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'

/** Writes positions of postcodes, sectors or outcodes; a later one of the same key wins. Global reference data. */
export async function storePostcodes(
  { tx }: { tx: Tx },
  positions: ReadonlyMap<string, { lat: number; lon: number }>,
): Promise<void> {
  if (positions.size === 0) return
  const points = [...positions.values()]
  await sql`
    insert into booking.postcodes (postcode, lat, lon)
    select * from unnest(${[...positions.keys()]}::text[], ${points.map(({ lat }) => lat)}::float8[],
                         ${points.map(({ lon }) => lon)}::float8[])
    on conflict (postcode) do update set lat = excluded.lat, lon = excluded.lon
      where (postcodes.lat, postcodes.lon) is distinct from (excluded.lat, excluded.lon)`.execute(tx)
}
