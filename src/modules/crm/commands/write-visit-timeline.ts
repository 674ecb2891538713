import { sql } from 'kysely'
import type {
  appointmentBooked,
  appointmentCancelled,
  appointmentChanged,
  appointmentConfirmed,
  appointmentMoved,
  appointmentRestored,
  VisitFacts,
} from '#modules/booking/events.ts'
import { getOrganization } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import {
  bookedWords,
  cancelledWords,
  changedWords,
  type EntryWords,
  movedWords,
  planWords,
  statusWords,
  type Words,
} from '../domain/visit-words.ts'
import { crmTables } from '../tables.ts'
import { insertEntry } from './insert-entry.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

/** A visit joins its client's timeline. */
export const writeVisitBooked = (ctx: CommandContext, event: Told<typeof appointmentBooked>) =>
  writeVisit(ctx, event, (words) => bookedWords(event.payload, words))

/** The office said yes to a visit. */
export const writeVisitConfirmed = (ctx: CommandContext, event: Told<typeof appointmentConfirmed>) =>
  writeVisit(ctx, event, (words) => planWords('Visit confirmed', event.payload, words))

/** A visit got another time or person. */
export const writeVisitMoved = (ctx: CommandContext, event: Told<typeof appointmentMoved>) =>
  writeVisit(ctx, event, (words) => movedWords(event.payload, words))

/** A visit will not happen. */
export const writeVisitCancelled = (ctx: CommandContext, event: Told<typeof appointmentCancelled>) =>
  writeVisit(ctx, event, (words) => cancelledWords(event.payload, words))

/** A cancellation was undone. */
export const writeVisitRestored = (ctx: CommandContext, event: Told<typeof appointmentRestored>) =>
  writeVisit(ctx, event, (words) => planWords('Cancellation undone', event.payload, words))

/** A visit was done or missed, or its details changed; steps on the way are left out. */
export const writeVisitChanged = (ctx: CommandContext, event: Told<typeof appointmentChanged>) =>
  writeVisit(ctx, event, (words) => {
    const { statusBefore, status } = event.payload
    const isStep = statusBefore !== undefined && statusBefore !== status
    return isStep ? statusWords(event.payload, words) : changedWords(event.payload, words)
  })

async function writeVisit(
  ctx: CommandContext,
  event: { occurredAt: string; actor: string; payload: VisitFacts },
  say: (words: Words) => EntryWords | null,
): Promise<void> {
  const { payload: visit, occurredAt: at, actor } = event
  const { clientId } = visit
  if (!clientId || !(await isClient(ctx, clientId))) return
  await noteVisit(ctx, { ...visit, clientId }, at)
  const words = say(await getOrganization(ctx))
  if (!words) return
  await insertEntry(ctx, {
    ...words,
    clientId,
    kind: 'visit',
    at,
    currency: visit.currency,
    actor,
    refType: 'appointment',
    refId: visit.appointmentId,
  })
}

/** A client may have been erased since the event; then there is no timeline to write. */
async function isClient(ctx: CommandContext, clientId: string): Promise<boolean> {
  const row = await crmTables(ctx.tx)
    .selectFrom('clients')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', clientId)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps when the visit is and how it stands, unless a later event told it already. */
async function noteVisit(
  ctx: CommandContext,
  visit: VisitFacts & { clientId: string },
  at: string,
): Promise<void> {
  await sql`insert into crm.visits as v (org_id, id, client_id, staff_id, starts_at, status, told_at)
    values (${ctx.orgId}, ${visit.appointmentId}, ${visit.clientId}, ${visit.staffId}, ${visit.startsAt},
            ${visit.status}, ${at})
    on conflict (org_id, id) do update set client_id = excluded.client_id, staff_id = excluded.staff_id,
      starts_at = excluded.starts_at, status = excluded.status, told_at = excluded.told_at
    where v.told_at <= excluded.told_at`.execute(ctx.tx)
  await sql`update crm.clients c set last_visit_at = l.last
    from (select max(starts_at) as last from crm.visits
          where org_id = ${ctx.orgId} and client_id = ${visit.clientId} and status = 'completed') l
    where c.org_id = ${ctx.orgId} and c.id = ${visit.clientId}
      and c.last_visit_at is distinct from l.last`.execute(ctx.tx)
}
