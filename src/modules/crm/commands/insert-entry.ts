import type { CommandContext } from '#platform/context.ts'
import { actorName } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { TimelineKind } from '../contract.ts'
import { timelineGrew } from '../events.ts'
import { crmTables } from '../tables.ts'

export interface Entry {
  clientId: string
  kind: TimelineKind
  /** ISO instant; now unless told. */
  at?: string
  title: string
  detail?: string
  /** Minor units, with the currency. */
  amount?: number | null
  currency?: string | null
  /** Who did it, as shown to people; the actor unless told. */
  actor?: string
  refType?: string
  refId?: string
}

/** Writes one line into a client's timeline; open pages reload after the commit. */
export async function insertEntry(ctx: CommandContext, entry: Entry): Promise<void> {
  const at = entry.at ?? ctx.now.toString()
  const amount = entry.amount ?? null
  await crmTables(ctx.tx)
    .insertInto('timeline')
    .values({
      org_id: ctx.orgId,
      id: newId(Date.parse(at)),
      client_id: entry.clientId,
      at,
      kind: entry.kind,
      title: entry.title,
      detail: entry.detail ?? '',
      amount,
      currency: amount === null ? null : (entry.currency ?? null),
      actor: entry.actor ?? actorName(ctx.actor),
      ref_type: entry.refType ?? null,
      ref_id: entry.refId ?? null,
    })
    .execute()
  ctx.published.push(timelineGrew({ clientId: entry.clientId }))
}
