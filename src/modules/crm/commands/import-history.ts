import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import { newId } from '#values/ids.ts'
import { crmTables } from '../tables.ts'

/** Something that happened with a client before we knew them. Amounts in minor units. */
export interface ImportedMoment {
  clientId: string
  at: string
  kind: 'visit' | 'payment' | 'message' | 'note' | 'change'
  title: string
  detail: string
  amount: number | null
  currency: string | null
  actor: string
  refType: string | null
  refId: string | null
}

/** A client's visit, as far as "last visit" is concerned. */
export interface ImportedClientVisit {
  id: string
  clientId: string
  staffId: string
  startsAt: string
  status: string
}

const ROWS_AT_ONCE = 1_000

/** Writes the past of many clients: their visits, the last of them, and what stands on their timelines. */
export async function importHistory(
  ctx: CommandContext,
  history: { visits: readonly ImportedClientVisit[]; moments: readonly ImportedMoment[] },
): Promise<void> {
  permit(ctx, 'client.edit')
  const told = ctx.now.toString()
  for (const chunk of chunksOf(history.visits, ROWS_AT_ONCE)) {
    await crmTables(ctx.tx)
      .insertInto('visits')
      .values(
        chunk.map((visit) => ({
          org_id: ctx.orgId,
          id: visit.id,
          client_id: visit.clientId,
          staff_id: visit.staffId,
          starts_at: visit.startsAt,
          status: visit.status,
          told_at: told,
        })),
      )
      .execute()
  }
  for (const chunk of chunksOf(history.moments, ROWS_AT_ONCE)) {
    await crmTables(ctx.tx)
      .insertInto('timeline')
      .values(
        chunk.map((moment) => ({
          org_id: ctx.orgId,
          id: newId(Date.parse(moment.at)),
          client_id: moment.clientId,
          at: moment.at,
          kind: moment.kind,
          title: moment.title,
          detail: moment.detail,
          amount: moment.amount,
          currency: moment.currency,
          actor: moment.actor,
          ref_type: moment.refType,
          ref_id: moment.refId,
        })),
      )
      .execute()
  }
  await sql`update crm.clients c set last_visit_at = l.last
    from (select client_id, max(starts_at) as last from crm.visits
          where org_id = ${ctx.orgId} and status = 'completed' group by client_id) l
    where c.org_id = ${ctx.orgId} and c.id = l.client_id
      and c.last_visit_at is distinct from l.last`.execute(ctx.tx)
}
