import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { epochDay } from '#values/zone.ts'
import type { startExport as contract, Export } from '../contract/exports.ts'
import { fileName, subjectOf } from '../domain/export-subject.ts'
import { MOST_DAYS } from '../domain/period.ts'
import { makerOf, selectOwnExports, toExport } from '../queries/export-row.ts'
import { analyticsTables } from '../tables.ts'

/** The job that makes a file; registered in `jobs.ts`. */
export const MAKE_EXPORT = 'makeExport'

/**
 * Puts a file on the list of what is to be made. It is made in the background, one after the other, with what its
 * maker may see at that time.
 */
export async function startExport(ctx: CommandContext, input: Input<typeof contract>): Promise<Export> {
  permit(ctx, 'figures.view')
  const { kind, subject, ...filter } = input
  const known = subjectOf(kind, subject)
  if (!known) {
    throw new AppError(
      subject?.startsWith('rows:') ? 'analytics.metric_not_found' : 'analytics.export_not_found',
    )
  }
  const length = epochDay(filter.to) - epochDay(filter.from) + 1
  if (length < 1) throw invalidInput([{ path: ['to'], message: 'Choose a day on or after the first one.' }])
  if (length > MOST_DAYS) throw new AppError('analytics.range_too_long')
  const id = newId(ctx.now.epochMilliseconds)
  const name = fileName(kind, subject, filter)
  await analyticsTables(ctx.tx)
    .insertInto('exports')
    .values({
      org_id: ctx.orgId,
      id,
      kind,
      subject: subject ?? '',
      filter: JSON.stringify(filter),
      name,
      status: 'waiting',
      created_by: makerOf(ctx),
      created_at: ctx.now.toString(),
    })
    .execute()
  const job = ctx.jobs.kinds.get(MAKE_EXPORT)
  if (!job) throw new Error(`The job ${MAKE_EXPORT} is not registered.`)
  await enqueue(ctx, job, { exportId: id }, { queue: `exports:${ctx.orgId}` })
  await audit(ctx, {
    action: 'export.start',
    recordType: 'export',
    recordId: id,
    summary: `Exported ${name}`,
  })
  return toExport(await selectOwnExports(ctx).where('id', '=', id).executeTakeFirstOrThrow())
}
