import { findActor } from '#modules/identity/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import { may } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { failExport, finishExport, noteExportProgress } from '../commands/note-export.ts'
import { mediaTypeOf, subjectOf } from '../domain/export-subject.ts'
import { type ExportWork, findExportWork } from '../queries/find-export-work.ts'
import { makePdf, makeSummary } from './export-pdf.ts'
import { makePicture } from './export-picture.ts'
import { makeRows } from './export-rows.ts'
import { makeCsv, makeWorkbook } from './export-tables.ts'
import { type Making, openWork } from './export-work.ts'

/**
 * Makes a file in the name of whoever asked, with what that person may see now, and keeps it in storage. Between two
 * steps it notes how far it is and looks whether it is still wanted. Safe to repeat: what is done is not done again.
 */
export async function makeExport(ctx: ErrandContext, { exportId }: { exportId: string }): Promise<void> {
  const work = await ctx.query(findExportWork, exportId)
  if (!work) return
  const isWanted = (progress: number) => ctx.command(noteExportProgress, { exportId, progress })
  if (!(await isWanted(0))) return
  const actor = await ctx.query(findActor, work.memberId)
  if (!actor || !may(actor, 'figures.view')) {
    return ctx.command(failExport, { exportId, error: 'You may no longer see these figures.' })
  }
  const who = { orgId: ctx.orgId, actor, log: ctx.log }
  try {
    const file = await fileOf(await openWork(ctx, who, work, isWanted))
    if (file) await keep(ctx, work, file)
  } catch (error) {
    // A refusal has words for people; what is our fault goes to the log.
    if (!(error instanceof AppError)) ctx.log.error({ err: error, exportId }, 'an export could not be made')
    const words =
      error instanceof AppError ? error.message : 'Something went wrong on our side. Please try again.'
    await ctx.command(failExport, { exportId, error: words })
  }
}

/** The bytes of the file; null when it was cancelled on the way. */
function fileOf(making: Making): Promise<Uint8Array | null> {
  const { kind, subject: key } = making.work
  const subject = subjectOf(kind, key)
  if (!subject) throw new AppError('analytics.export_not_found')
  if (kind === 'pdf') return makePdf(making)
  if (kind === 'summary') return makeSummary(making)
  if (subject.kind === 'chart') return makePicture(making, subject.key)
  const format = kind === 'xlsx' ? 'xlsx' : 'csv'
  if (subject.kind === 'rows') return makeRows(making, subject.metric, format)
  return format === 'xlsx' ? makeWorkbook(making, subject) : makeCsv(making, subject)
}

async function keep(ctx: ErrandContext, { id, kind }: ExportWork, file: Uint8Array): Promise<void> {
  const key = `${ctx.orgId}/exports/${id}`
  const mediaType = mediaTypeOf(kind)
  await ctx.storage.put(key, file, mediaType)
  const isKept = await ctx.command(finishExport, { exportId: id, key, mediaType, bytes: file.byteLength })
  if (!isKept) await ctx.storage.remove(key)
}
