import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publishMany } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import { labelWords } from '../domain/act-words.ts'
import { conversationChanged, inboxRulesChanged } from '../events.ts'
import { inboxTables } from '../tables.ts'
import { byWords } from './by-words.ts'
import type { LockedConversation } from './change-conversations.ts'
import { conversationFacts } from './conversation-facts.ts'
import { noteActs } from './note-acts.ts'

/** Which labels a conversation is to have, from those that it has. */
export type Relabel = (before: readonly string[]) => string[]

/** Sets the labels of the locked conversations. Returns those that changed. */
export async function labelConversations(
  ctx: CommandContext,
  locked: readonly LockedConversation[],
  relabel: Relabel,
): Promise<LockedConversation[]> {
  const rows = locked
    .map((row) => ({ ...row, after: relabel(row.labels) }))
    .filter(({ labels, after }) => labels.join('\n') !== after.join('\n'))
  if (rows.length === 0) return []
  const by = byWords(ctx)
  await Promise.all([
    sql`
      update inbox.conversations c set labels = coalesce((select array_agg(l.value) from json_array_elements_text(n.labels::json) l), '{}')
      from unnest(${rows.map(({ conversationId }) => conversationId)}::uuid[],
        ${rows.map(({ after }) => JSON.stringify(after))}::text[]) as n (id, labels)
      where c.org_id = ${ctx.orgId} and c.id = n.id`.execute(ctx.tx),
    noteActs(
      ctx,
      rows.map(({ conversationId, labels, after }) => ({
        conversationId,
        event: 'labels',
        body: labelWords(by, labels, after),
        data: { labels: after, before: labels },
      })),
    ),
    publishMany(
      ctx,
      rows.map((row) => conversationChanged({ ...conversationFacts(row), change: 'labels' })),
    ),
  ])
  return rows
}

/** The labels as they are spelt here, whatever the case; ones that nobody knew are created. Each once. */
export async function ensureLabels(ctx: CommandContext, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  const { rows: known } = await sql<{ name: string }>`
    select name from inbox.labels where org_id = ${ctx.orgId} and lower(name) = any(${[...wanted.keys()]}::text[])`.execute(
    ctx.tx,
  )
  const spelt = new Map(known.map(({ name }) => [name.toLowerCase(), name]))
  const fresh = [...wanted].filter(([key]) => !spelt.has(key)).map(([, name]) => name)
  if (fresh.length > 0) {
    await inboxTables(ctx.tx)
      .insertInto('labels')
      .values(fresh.map((name) => ({ org_id: ctx.orgId, id: newId(), name, colour: 'grey' })))
      .onConflict((conflict) => conflict.constraint('labels_name_key').doNothing())
      .execute()
    ctx.published.push(inboxRulesChanged({ what: 'labels' }))
  }
  return [...wanted].map(([key, name]) => spelt.get(key) ?? name)
}
