import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { scopeOf } from '#values/actor.ts'

/**
 * Which clients the actor may see, as a condition over `clients as c`: all of them, or those whom the people
 * of the actor's scope have visited or will visit. Somebody who only does visits sees nobody beyond a scope.
 */
export function visibleClients(ctx: QueryContext): RawBuilder<boolean> {
  const { actor } = ctx
  const staffIds = scopeOf(actor)?.staffIds ?? []
  const doesVisitsOnly =
    actor.kind === 'user' && actor.roles.length > 0 && actor.roles.every((role) => ONLY_OWN.has(role))
  return doesVisitsOnly ? visitedBy(ctx, staffIds) : clientsOf(ctx, staffIds)
}

/** Clients of these people, as a condition over `clients as c`; of everybody without any. */
export function clientsOf(ctx: QueryContext, staffIds: readonly string[]): RawBuilder<boolean> {
  return staffIds.length === 0 ? sql<boolean>`true` : visitedBy(ctx, staffIds)
}

function visitedBy(ctx: QueryContext, staffIds: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (select from crm.visits v where v.org_id = ${ctx.orgId} and v.client_id = c.id
    and v.staff_id = any(${[...staffIds]}::uuid[]))`
}

const ONLY_OWN: ReadonlySet<string> = new Set(['staff', 'customer'])
