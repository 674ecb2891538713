import { type AuditEntry, audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { catalogueChanged, staffChanged } from '../events.ts'

/** Writes the audit entry of a change to the catalogue and tells open screens. */
export async function noteCatalogueChange(ctx: CommandContext, entry: AuditEntry): Promise<void> {
  await Promise.all([audit(ctx, entry), publish(ctx, catalogueChanged({ what: entry.action }))])
}

/** Writes the audit entry of a change to a person, their hours, skills or areas, and tells open screens. */
export async function noteStaffChange(
  ctx: CommandContext,
  entry: Omit<AuditEntry, 'recordType'>,
): Promise<void> {
  const { action, recordId: staffId } = entry
  await Promise.all([
    audit(ctx, { ...entry, recordType: 'staff' }),
    publish(ctx, staffChanged({ staffId, what: action })),
  ])
}
