import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { type FigureFilter, type Span, within } from './filter.ts'

/** What became of one broadcast. `sent`, `delivered`, `read` and `failed` leave each other out. */
export interface BroadcastFigures {
  id: string
  name: string
  startedAt: string
  recipients: number
  sent: number
  delivered: number
  read: number
  failed: number
  conversions: number
  /** Minor units. */
  amount: number
}

/** Broadcasts that began in the period, newest first. People have no part in it. */
export async function readBroadcastFigures(
  ctx: QueryContext,
  { filter, span }: { filter: FigureFilter; span: Span },
): Promise<BroadcastFigures[]> {
  permit(ctx, 'figures.view')
  const channels = filter.channels === null ? sql`true` : sql`f.channel_id = any(${filter.channels}::uuid[])`
  const { rows } = await sql<BroadcastFigures>`
    select b.id, b.name, b.started_at as "startedAt", f.recipients, f.sent, f.delivered, f.read, f.failed, f.conversions, f.amount
    from inbox.broadcasts_by_day f join inbox.broadcasts b on b.org_id = f.org_id and b.id = f.broadcast_id
    where f.org_id = ${ctx.orgId} and ${within('f.day', span)} and ${channels}
    order by b.started_at desc, b.id desc`.execute(ctx.tx)
  return rows
}
