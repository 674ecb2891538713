import type pg from 'pg'
import { monthsOver, planFor, spanOf } from './recompute.ts'
import { columnsOf, indexedDay, monthsOfDays, type Rollup } from './rollup.ts'

/** Differences that are named; more would only repeat them. */
const MOST_NAMED = 100

/**
 * Compares kept figures of one organisation with their recount, in one snapshot. With `sample` only so many days of
 * each, the latest among them. Days that wait to be recomputed are left out. One line per difference.
 */
export async function findDifferences(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
  sample?: number,
): Promise<string[]> {
  const differences: string[] = []
  await client.query('begin isolation level repeatable read')
  try {
    await client.query('select core.set_org($1)', [orgId])
    const { rows: marks } = await client.query<{ rollup: string; day: string }>(
      'select distinct rollup, day from core.rollup_marks where org_id = $1',
      [orgId],
    )
    if (marks.some(({ rollup }) => rollup === '*')) return []
    const { until } = await monthsOver(client, orgId)
    for (const rollup of rollups) {
      const waiting = new Set(waitingDays(rollup, marks))
      const all = (await spanOf(client, rollup, orgId)).filter(
        (day) => !waiting.has(day) && (!rollup.monthsOf || (until !== null && day < until)),
      )
      const days = sample === undefined ? all : someOf(all, sample)
      for (const { side, day, figures } of await compare(client, rollup, orgId, {
        days,
        waiting: [...waiting],
        isSample: sample !== undefined,
      })) {
        differences.push(`${rollup.name} ${orgId} ${day}: ${side} ${JSON.stringify(figures)}`)
      }
    }
    return differences
  } finally {
    await client.query('rollback')
  }
}

function waitingDays(rollup: Rollup, marks: readonly { rollup: string; day: string }[]): string[] {
  const days = marks.filter((mark) => mark.rollup === (rollup.monthsOf ?? rollup.name)).map(({ day }) => day)
  return rollup.monthsOf ? monthsOfDays(days) : days
}

/** The last days and some from anywhere before. */
function someOf(days: readonly string[], count: number): string[] {
  const recent = days.slice(-Math.ceil(count / 2))
  const older = days.slice(0, -Math.ceil(count / 2))
  const chosen = new Set(recent)
  for (let i = 0; i < count - recent.length && older.length > 0; i++) {
    chosen.add(older[Math.floor(Math.random() * older.length)]!)
  }
  return [...chosen]
}

async function compare(
  client: pg.ClientBase,
  rollup: Rollup,
  orgId: string,
  wanted: { days: readonly string[]; waiting: readonly string[]; isSample: boolean },
) {
  const columns = columnsOf(rollup)
  const { days, waiting, isSample } = wanted
  await planFor(client, rollup, days)
  // Without a sample, kept rows of days that hold no facts at all are differences too.
  const { rows } = await client.query<{ side: string; day: string; figures: unknown }>(
    `with recount as materialized (select ${columns} from (${rollup.select}) figures),
          kept as materialized (select ${columns} from ${rollup.table} t where org_id = $1
            and ${isSample ? `${indexedDay(rollup, 't')} = any($2::date[])` : `day <> all($3::date[])`})
     select 'missing' as side, day, to_jsonb(m) as figures from (select * from recount except all select * from kept) m
     union all
     select 'extra', day, to_jsonb(e) from (select * from kept except all select * from recount) e
     limit ${MOST_NAMED}`,
    isSample ? [orgId, days] : [orgId, days, waiting],
  )
  return rows
}
