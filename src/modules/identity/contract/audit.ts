import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id, PageInput, pageOf } from '#values/ids.ts'

/** One change: who, when, what, with values before and after. */
export const AuditEntry = z.object({
  id: Id,
  at: z.string(),
  actor: z.string(),
  memberId: Id.nullable(),
  action: z.string(),
  recordType: z.string(),
  recordId: z.string(),
  summary: z.string(),
  /** Field → [before, after]. */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** The audit log, newest first, searchable (IDEN-026). Days are those of the organisation's zone. */
export const listAudit = endpoint({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Who changed what and when',
  input: PageInput.extend({
    /** Looks in the summary, the actor and the action. */
    q: z.string().trim().max(120).optional(),
    memberId: Id.optional(),
    recordType: z.string().trim().max(60).optional(),
    recordId: z.string().trim().max(80).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(AuditEntry).extend({
    /** Every record type in the log, for the filter. */
    recordTypes: z.array(z.string()),
  }),
  access: 'audit.view',
})
