import { actorName } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { CommandContext } from './context.ts'

export interface AuditEntry {
  /** Verb and noun as in the command: `appointment.cancel`. */
  action: string
  recordType: string
  recordId: string
  /** One sentence for people: what changed, with names instead of ids. */
  summary: string
  /** Field → [before, after]. Never secrets. */
  changes?: Record<string, [unknown, unknown]>
}

/** Notes who changed what, in the change's own transaction (IDEN-026). Every command that writes calls it once. */
export async function audit(ctx: CommandContext, entry: AuditEntry): Promise<void> {
  await ctx.tx
    .withSchema('core')
    .insertInto('audit')
    .values({
      org_id: ctx.orgId,
      id: newId(),
      at: ctx.now.toString(),
      actor: actorName(ctx.actor),
      member_id: ctx.actor.kind === 'user' ? ctx.actor.memberId : null,
      action: entry.action,
      record_type: entry.recordType,
      record_id: entry.recordId,
      summary: entry.summary,
      changes: JSON.stringify(entry.changes ?? {}),
    })
    .execute()
}
