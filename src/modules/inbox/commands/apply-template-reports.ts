import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { TemplateReport } from '../contract/incoming.ts'
import { cleanText } from '../domain/clean-text.ts'
import { channelChanged } from '../events.ts'
import { findChannel } from '../queries/channel.ts'

/** Applies what the vendor decided about templates; the last word about each counts. Asks no permission. */
export async function applyTemplateReports(
  ctx: CommandContext,
  { channelId, reports }: { channelId: string; reports: readonly TemplateReport[] },
): Promise<void> {
  if (reports.length === 0) return
  const last = [
    ...new Map(
      reports.map((report) => [report.providerRef || `${report.name} ${report.language}`, report]),
    ).values(),
  ]
  const column = <T>(value: (report: TemplateReport) => T) => last.map(value)
  const { rows } = await sql`
    update inbox.templates t set status = r.status, reason = nullif(r.reason, ''), updated_at = ${ctx.now.toString()},
      provider_ref = coalesce(t.provider_ref, nullif(r.ref, ''))
    from unnest(${column(({ providerRef }) => providerRef)}::text[], ${column(({ name }) => name)}::text[],
      ${column(({ language }) => language)}::text[], ${column(({ status }) => status)}::text[],
      ${column(({ reason }) => cleanText(reason, 1_000))}::text[]) as r (ref, name, language, status, reason)
    where t.org_id = ${ctx.orgId} and t.channel_id = ${channelId} and t.deleted_at is null and t.status <> 'draft'
      and (t.provider_ref = r.ref or (t.provider_ref is null and t.name = r.name and t.language = r.language))
    returning t.id`.execute(ctx.tx)
  if (rows.length === 0) return
  const { kind } = await findChannel(ctx, channelId)
  await publish(ctx, channelChanged({ channelId, kind, change: 'templates' }))
}
