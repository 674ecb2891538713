import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { enqueueMany } from '#platform/jobs.ts'
import type { FailureCategory } from '../contract/words.ts'
import { fallsBack } from '../domain/fallback.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'

/** A message that will not arrive. */
export interface NewFailure {
  messageId: string
  conversationId: string
  channelId: string
  /** ISO instant. */
  at: string
  code: string
  title: string
  category: FailureCategory
}

/** The job that tries another channel; registered in `jobs/intake.ts`. */
export const FALL_BACK = 'fallBack'

/** Puts failed messages on the list for people, and has another channel tried where the rule says so. */
export async function noteFailures(ctx: CommandContext, failures: readonly NewFailure[]): Promise<void> {
  if (failures.length === 0) return
  const column = <T>(value: (failure: NewFailure) => T) => failures.map(value)
  await sql`
    insert into inbox.failures (org_id, message_id, channel_id, conversation_id, failed_at, code, title, category)
    select o.id, f.message_id, f.channel_id, f.conversation_id, f.at, f.code, f.title, f.category
    from core.orgs o, unnest(${column(({ messageId }) => messageId)}::uuid[], ${column(({ channelId }) => channelId)}::uuid[],
      ${column(({ conversationId }) => conversationId)}::uuid[], ${column(({ at }) => at)}::timestamptz[],
      ${column(({ code }) => code)}::text[], ${column(({ title }) => title)}::text[],
      ${column(({ category }) => category)}::text[])
      as f (message_id, channel_id, conversation_id, at, code, title, category)
    where o.id = ${ctx.orgId}
    on conflict (org_id, message_id) do update set failed_at = excluded.failed_at, code = excluded.code,
      title = excluded.title, category = excluded.category, handled_at = null, handled_how = null`.execute(
    ctx.tx,
  )
  const { fallback } = await loadInboxSettings(ctx)
  const job = ctx.jobs.kinds.get(FALL_BACK)
  if (!fallback || !job) return
  const wanted = failures.filter(({ category }) => fallsBack(category))
  await enqueueMany(
    ctx,
    job,
    wanted.map(({ messageId }) => ({ messageId })),
  )
}
