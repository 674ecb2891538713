import { everything, nobody, theBot } from '../contract/figure-keys.ts'

export const ALL = `'${everything}'::uuid`
export const NOBODY = `'${nobody}'::uuid`
export const BOT = `'${theBot}'::uuid`

/** The wanted local days with their first instants; everything of a day lies from `since` to before `until`. */
export const DAYS = `days as materialized (
      select d as day, o.zone, core.start_of_day(d, o.zone) as since, core.start_of_day(d + 1, o.zone) as until
      from core.orgs o, unnest($2::date[]) d where o.id = $1
    )`

/** Both dimensions of a grouped row over facts with `channel_id` and `agent_id`, neither of them null. */
export const CUBE = `coalesce(f.channel_id, ${ALL}) as channel_id, coalesce(f.agent_id, ${ALL}) as agent_id`

/** Groups facts by day, and further for each channel, each person, each pair of both, and for all. */
export function cubeBy(...more: string[]): string {
  const rest = more.map((column) => `, ${column}`).join('')
  const set = (columns: string) => `(f.day${columns}${rest})`
  return `grouping sets (${set('')}, ${set(', f.channel_id')}, ${set(', f.agent_id')}, ${set(', f.channel_id, f.agent_id')})`
}

export const CUBE_DIMENSIONS = ['channel_id', 'agent_id']

/** What the tables over such facts have in common. */
export const CUBE_TABLE = { dimensions: CUBE_DIMENSIONS, hasDaysApart: true } as const

/** The span of local days of some columns of a table with facts. */
export function spanOf(table: string, ...columns: string[]): string {
  const ends = (aggregate: string) => columns.map((column) => `${aggregate}(f.${column})`).join(', ')
  return `
    select (least(${ends('min')}) at time zone min(o.zone))::date as first,
           (greatest(${ends('max')}) at time zone min(o.zone))::date as last
    from ${table} f join core.orgs o on o.id = f.org_id where f.org_id = $1`
}

/** Sums of facts that were counted for each pair of channel and person before: none is zero. */
export function sums(type: 'int' | 'bigint', columns: readonly string[]): string {
  return columns.map((column) => `coalesce(sum(${column}), 0)::${type} as ${column}`).join(', ')
}
