import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { inboxRulesChanged } from '../../events.ts'

/** Writes a change of a rule or list into the audit log and has open lists and remembered rules asked for again. */
export async function noteRule(
  ctx: CommandContext,
  change: { what: string; action: string; recordId: string; summary: string },
): Promise<void> {
  const { what, action, recordId, summary } = change
  await Promise.all([
    audit(ctx, { action: `${what}.${action}`, recordType: what, recordId, summary }),
    publish(ctx, inboxRulesChanged({ what })),
  ])
}

/** Runs a write; a name that is taken is told as such. */
export async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (pgFault(error)?.state === '23505') throw new AppError('inbox.name_taken')
    throw error
  }
}
