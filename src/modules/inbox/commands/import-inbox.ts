import { type Insertable, sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import type { InboxTables } from '../tables.ts'

/** Tables that an import may fill, those that others point at first. */
const order = [
  'settings',
  'channels',
  'teams',
  'team_members',
  'sla_policies',
  'assignment_rules',
  'labels',
  'canned_replies',
  'macros',
  'templates',
  'auto_replies',
  'bot_flows',
  'bot_intents',
  'agents',
  'agent_spells',
  'opt_outs',
  'contacts',
  'conversations',
  'broadcasts',
  'messages',
  'broadcast_recipients',
  'calls',
  'attachments',
  'failures',
  'replies',
  'resolutions',
  'reads',
  'participants',
  'mentions',
  'drafts',
  'bot_sessions',
  'ratings',
  'tickets',
  'conversions',
  'agent_activity',
] as const satisfies readonly (keyof InboxTables)[]

type Name = (typeof order)[number]

type JsonColumn =
  | 'data'
  | 'settings'
  | 'steps'
  | 'definition'
  | 'buttons'
  | 'answers'
  | 'audience'
  | 'variables'
type WithValues<T> = { [C in keyof T]: C extends JsonColumn ? unknown : T[C] }

/** A row without its organisation; JSON columns hold values instead of text. All rows of a call name the same columns. */
export type InboxRow<N extends Name> = Omit<WithValues<Insertable<InboxTables[N]>>, 'org_id'>

/** What another system kept of its conversations, by table. */
export type InboxRows = { [N in Name]?: readonly InboxRow<N>[] }

const ROWS_AT_ONCE = 20_000

/**
 * Writes much at once as it was, past times included: ids, states and times are taken as they are. No messages leave,
 * no events are told, nobody is assigned: history is not news. Facts must agree with each other (a reply with its
 * message, a resolution with its conversation); the figures follow by the same triggers as ever.
 */
export async function importInbox(ctx: CommandContext, rows: InboxRows): Promise<void> {
  permit(ctx, 'inbox.manage')
  const types = await loadColumnTypes(ctx)
  // Not one by one: the connection takes the statements in order, and the database never waits for us.
  await Promise.all(
    order.flatMap((name) =>
      chunksOf<Row>((rows[name] ?? []) as readonly Row[], ROWS_AT_ONCE).map((chunk) =>
        insertRows(ctx, name, types, chunk),
      ),
    ),
  )
  ctx.cache.changed(ctx.orgId, ['settings'])
}

type Row = Readonly<Record<string, unknown>>

/** A list for each column: the server reads these several times faster than JSON. */
async function insertRows(
  ctx: CommandContext,
  name: Name,
  types: ReadonlyMap<string, string>,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0]!).map((column) => {
    const type = types.get(`${name}.${column}`)
    if (!type) throw new Error(`inbox.${name} has no column ${column}.`)
    // Lists of lists would be one long list.
    return {
      name: column,
      type,
      sentAs: type.endsWith('[]') ? 'text' : type,
      list: listOf(rows, column, type),
    }
  })
  const names = (prefix: string) => sql.join(columns.map((column) => sql.ref(prefix + column.name)))
  const read = columns.map((column) => sql`${sql.ref(`r.${column.name}`)}::${sql.raw(column.type)}`)
  const lists = columns.map((column) => sql`${column.list}::${sql.raw(column.sentAs)}[]`)
  await sql`
    insert into ${sql.table(`inbox.${name}`)} (org_id, ${names('')})
    select o.id, ${sql.join(read)} from core.orgs o, unnest(${sql.join(lists)}) as r (${names('')})
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
}

/** Types whose values stand in a list as they are. */
const bare = new Set([
  'uuid',
  'timestamp with time zone',
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
])

/** A column as PostgreSQL writes lists. Written here: the driver asks of every single value what it might be. */
function listOf(rows: readonly Row[], column: string, type: string): string {
  const isBare = bare.has(type)
  let list = ''
  for (const row of rows) {
    const value = row[column]
    if (list !== '') list += ','
    if (value === null || value === undefined) list += 'NULL'
    else if (isBare) list += value
    else
      list += quoted(
        type === 'jsonb' ? JSON.stringify(value) : Array.isArray(value) ? textList(value) : String(value),
      )
  }
  return `{${list}}`
}

const textList = (words: readonly unknown[]) => `{${words.map((word) => quoted(String(word))).join(',')}}`

const special = /[\\"]/

function quoted(text: string): string {
  return `"${special.test(text) ? text.replace(/[\\"]/g, '\\$&') : text}"`
}

let known: ReadonlyMap<string, string> | undefined

/** The type of every column: `messages.body` is `text`. Asked once: a process lives on one version of the tables. */
async function loadColumnTypes(ctx: CommandContext): Promise<ReadonlyMap<string, string>> {
  if (known) return known
  const { rows } = await sql<{ name: string; type: string }>`
    select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'inbox'::regnamespace and c.relname = any(${[...order]}::text[])
      and a.attnum > 0 and not a.attisdropped`.execute(ctx.tx)
  known = new Map(rows.map(({ name, type }) => [name, type]))
  return known
}

/** Brings up to date what follows from imported rows: when contacts wrote last, channels’ latest times, human numbers. */
export async function finishInboxImport(ctx: CommandContext): Promise<void> {
  permit(ctx, 'inbox.manage')
  const { orgId } = ctx
  // Broadcasts go into conversations that were there before.
  await sql`
    update inbox.conversations c set last_message_at = l.at, last_preview = l.preview, last_author = l.author_kind,
      message_count = l.count, last_incoming_at = l.incoming_at
    from (select distinct on (m.conversation_id) m.conversation_id, m.created_at as at, m.author_kind,
            left(regexp_replace(m.body, '\\s+', ' ', 'g'), 140) as preview,
            count(*) over conversation as count,
            max(m.created_at) filter (where m.direction = 'in') over conversation as incoming_at
          from inbox.messages m
          where m.org_id = ${orgId} and m.direction <> 'internal' and m.conversation_id in (
            select b.conversation_id from inbox.messages b where b.org_id = ${orgId} and b.broadcast_id is not null)
          window conversation as (partition by m.conversation_id)
          order by m.conversation_id, m.created_at desc, m.id desc) l
    where c.org_id = ${orgId} and c.id = l.conversation_id
      and (c.last_message_at, c.message_count) is distinct from (l.at, l.count)`.execute(ctx.tx)
  await sql`
    update inbox.contacts c set last_incoming_at = l.at
    from (select contact_id, max(last_incoming_at) as at from inbox.conversations
          where org_id = ${orgId} group by contact_id) l
    where c.org_id = ${orgId} and c.id = l.contact_id and l.at is distinct from c.last_incoming_at`.execute(
    ctx.tx,
  )
  await sql`
    update inbox.channels c set last_received_at = l.received, last_sent_at = l.sent
    from (select channel_id, max(created_at) filter (where direction = 'in') as received, max(sent_at) as sent
          from inbox.messages where org_id = ${orgId} group by channel_id) l
    where c.org_id = ${orgId} and c.id = l.channel_id`.execute(ctx.tx)
  await sql`
    insert into inbox.counters (org_id, name, last_number)
    select o.id, n.name, n.last from core.orgs o, (
      select 'conversation' as name, max(number) as last from inbox.conversations where org_id = ${orgId}
      union all select 'ticket', max(number) from inbox.tickets where org_id = ${orgId}) n
    where o.id = ${orgId} and n.last is not null
    on conflict (org_id, name) do update set last_number = greatest(inbox.counters.last_number, excluded.last_number)`.execute(
    ctx.tx,
  )
}
