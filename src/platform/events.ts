import { sql } from 'kysely'
import { actorName } from '#values/actor.ts'
import type { EventFact } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import type { CommandContext } from './context.ts'

/**
 * Tells the house a fact: one event row and one job per listener, in the writer's own transaction, so a
 * committed change never loses its event (PLAT-083). The payload is checked against the event's schema.
 */
export async function publish(ctx: CommandContext, fact: EventFact): Promise<void> {
  const payload = fact.kind.payload.parse(fact.payload)
  const eventId = newId()
  const listeners = ctx.jobs.listenersOf(fact.kind.name)
  const jobs = listeners.map((listener) => JSON.stringify({ orgId: ctx.orgId, eventId, listener }))
  await Promise.all([
    sql`insert into core.events (org_id, id, name, payload, actor, occurred_at)
        values (${ctx.orgId}, ${eventId}, ${fact.kind.name}, ${JSON.stringify(payload)}::jsonb,
                ${actorName(ctx.actor)}, ${ctx.now.toString()})`.execute(ctx.tx),
    jobs.length > 0 &&
      sql`select core.enqueue('listener', ${jobs}::json[], null, null, null, 12)`.execute(ctx.tx),
  ])
  ctx.published.push(fact)
}

/** Tells many facts at once, in two statements whatever their number: for changes to many records. */
export async function publishMany(ctx: CommandContext, facts: readonly EventFact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ kind, payload }) => ({
    id: newId(),
    name: kind.name,
    payload: JSON.stringify(kind.payload.parse(payload)),
  }))
  const jobs = rows.flatMap(({ id: eventId, name }) =>
    ctx.jobs.listenersOf(name).map((listener) => JSON.stringify({ orgId: ctx.orgId, eventId, listener })),
  )
  await Promise.all([
    sql`insert into core.events (org_id, id, name, payload, actor, occurred_at)
        select o.id, e.id, e.name, e.payload::jsonb, ${actorName(ctx.actor)}, ${ctx.now.toString()}
        from core.orgs o, unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::text[],
          ${rows.map(({ payload }) => payload)}::text[]) as e (id, name, payload)
        where o.id = ${ctx.orgId}`.execute(ctx.tx),
    jobs.length > 0 &&
      sql`select core.enqueue('listener', ${jobs}::json[], null, null, null, 12)`.execute(ctx.tx),
  ])
  ctx.published.push(...facts)
}

/** A fact of the past, as another system knew it. */
export interface PastFact {
  fact: EventFact
  /** ISO instant. */
  at: string
  actor: string
}

/** Writes facts of the past as dealt with: they stand in feeds and histories, and no listener is called. */
export async function publishPast(ctx: CommandContext, facts: readonly PastFact[]): Promise<void> {
  for (const { fact, at, actor } of facts) {
    const eventId = newId(Date.parse(at))
    const payload = JSON.stringify(fact.kind.payload.parse(fact.payload))
    await sql`insert into core.events (org_id, id, name, payload, actor, occurred_at)
      values (${ctx.orgId}, ${eventId}, ${fact.kind.name}, ${payload}::jsonb, ${actor}, ${at})`.execute(
      ctx.tx,
    )
    await sql`insert into core.event_deliveries (org_id, event_id, listener, done_at)
      select e.org_id, e.id, l, ${at} from core.events e, unnest(${ctx.jobs.listenersOf(fact.kind.name)}::text[]) l
      where e.org_id = ${ctx.orgId} and e.id = ${eventId}`.execute(ctx.tx)
  }
}
