import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import type { VisitorMessage } from '../contract/webchat.ts'
import { type ThreadRow, toVisitorMessage } from '../domain/visitor-message.ts'
import { loadPeople, nameOf } from './people.ts'
import { findVisitor, findWebchat, type VisitorRow } from './webchat.ts'

const PAGE = 50
/** Messages become visible when their writer commits, a little after their time: so much is read twice. */
const OVERLAP_MS = 15_000

/** A visitor's thread, and what of it has not been read. */
export interface VisitorThread {
  channelId: string
  visitor: VisitorRow
  conversations: { conversationId: string; contactId: string }[]
  messages: VisitorMessage[]
  hasOlder: boolean
  unread: number
  /** Vendor ids of the office's messages that did not get as far as they have now. */
  undelivered: string[]
  unreadRefs: string[]
}

/** What the visitor said and was told. Only conversations that this browser wrote in; never notes or events. */
export async function readThread(
  ctx: QueryContext,
  input: { token: string; key: string; since?: string; before?: string },
): Promise<VisitorThread> {
  const channel = await findWebchat(ctx, input.token)
  const visitor = await findVisitor(ctx, channel.id, input.key)
  const [rows, states, people] = await Promise.all([
    readRows(ctx, visitor.id, input),
    readStates(ctx, visitor),
    loadPeople(ctx),
  ])
  const shown = rows.slice(0, PAGE).reverse()
  return {
    channelId: channel.id,
    visitor,
    ...states,
    hasOlder: rows.length > PAGE,
    messages: shown.map((row) =>
      toVisitorMessage({ ...row, authorName: nameOf(people, row.authorId) }, (fileId) =>
        fileLink(ctx, fileId),
      ),
    ),
  }
}

/** The address of a file of a thread. Only who was given it can know it. */
function fileLink(ctx: QueryContext, fileId: string): string {
  return `/api/v1/webchat-files/${mintToken(ctx.config.secret, 'file', ctx.orgId, fileId)}`
}

/** Newest first, one more than a page. */
async function readRows(
  ctx: QueryContext,
  visitorId: string,
  { since, before }: { since?: string; before?: string },
): Promise<(ThreadRow & { authorId: string | null })[]> {
  const from = since ? new Date(Date.parse(since) - OVERLAP_MS).toISOString() : null
  const { rows } = await sql<ThreadRow & { authorId: string | null }>`
    select m.id, m.direction, m.author_kind as "authorKind", m.author_id as "authorId", m.kind, m.body, m.data,
      m.created_at as "createdAt", m.provider_ref as "providerRef",
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type,
          'bytes', a.bytes) order by a.id)
        from inbox.attachments a
        where a.org_id = m.org_id and a.message_id = m.id and a.status = 'stored'), '[]') as files
    from inbox.webchat_threads t
    join inbox.messages m on m.org_id = t.org_id and m.conversation_id = t.conversation_id
    where t.org_id = ${ctx.orgId} and t.visitor_id = ${visitorId} and m.direction in ('in', 'out')
      and m.status not in ('failed', 'cancelled')
      and (${from}::timestamptz is null or m.created_at > ${from}::timestamptz)
      and (${before ?? null}::timestamptz is null or m.created_at < ${before ?? null}::timestamptz)
    order by m.created_at desc, m.id desc limit ${PAGE + 1}`.execute(ctx.tx)
  return rows
}

async function readStates(ctx: QueryContext, visitor: VisitorRow) {
  const { rows } = await sql<{
    conversationId: string
    contactId: string
    unread: number
    undelivered: string[] | null
    unreadRefs: string[] | null
  }>`
    select t.conversation_id as "conversationId", c.contact_id as "contactId",
      count(m.id) filter (where ${visitor.readAt}::timestamptz is null or m.created_at > ${visitor.readAt}) ::int as unread,
      array_agg(m.provider_ref) filter (where m.status = 'sent' and m.provider_ref is not null) as undelivered,
      array_agg(m.provider_ref) filter (where m.status in ('sent', 'delivered') and m.provider_ref is not null)
        as "unreadRefs"
    from inbox.webchat_threads t
    join inbox.conversations c on c.org_id = t.org_id and c.id = t.conversation_id
    left join inbox.messages m on m.org_id = t.org_id and m.conversation_id = t.conversation_id
      and m.direction = 'out' and m.status not in ('failed', 'cancelled')
    where t.org_id = ${ctx.orgId} and t.visitor_id = ${visitor.id}
    group by t.conversation_id, c.contact_id`.execute(ctx.tx)
  return {
    conversations: rows.map(({ conversationId, contactId }) => ({ conversationId, contactId })),
    unread: rows.reduce((sum, row) => sum + row.unread, 0),
    undelivered: rows.flatMap((row) => row.undelivered ?? []),
    unreadRefs: rows.flatMap((row) => row.unreadRefs ?? []),
  }
}
