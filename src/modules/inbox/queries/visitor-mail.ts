import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { linkBack, type MissedAnswer, missedAnswersText } from '../domain/missed-answers.ts'
import { visitorName } from '../domain/visitor-token.ts'
import { findChannel } from './channel.ts'
import { loadInboxSettings } from './inbox-settings.ts'
import { loadPeople, nameOf } from './people.ts'
import { webchatSettings } from './webchat.ts'

/** A mail to a visitor as it leaves. */
export interface VisitorMailFacts {
  conversationId: string
  number: number
  to: { name: string; address: string }
  subject: string
  body: string
  /** Message-IDs of earlier mails about the conversation, oldest first. */
  threadRefs: string[]
}

interface Row {
  conversationId: string
  number: number
  webchatId: string
  name: string
  address: string
  page: string
  threadRefs: string[]
  answers: { authorId: string | null; body: string; files: string[] }[]
}

/** The mail with what of it is still not seen; null when everything is. Asks no permission. */
export async function loadVisitorMail(ctx: QueryContext, mailId: string): Promise<VisitorMailFacts | null> {
  const { rows } = await sql<Row>`
    select c.id as "conversationId", c.number, c.channel_id as "webchatId", v.name, v.page, w.address,
      coalesce((select json_agg(e.provider_ref order by e.created_at) from inbox.webchat_mails e
        where e.org_id = w.org_id and e.conversation_id = w.conversation_id and e.sent_at is not null), '[]') as "threadRefs",
      json_agg(json_build_object('authorId', m.author_id, 'body', m.body,
        'files', coalesce((select json_agg(a.name order by a.id) from inbox.attachments a
          where a.org_id = m.org_id and a.message_id = m.id), '[]')) order by m.created_at, m.id) as answers
    from inbox.webchat_mails w
    join inbox.webchat_visitors v on v.org_id = w.org_id and v.id = w.visitor_id
    join inbox.conversations c on c.org_id = w.org_id and c.id = w.conversation_id
    join inbox.messages m on m.org_id = w.org_id and m.conversation_id = c.id and m.id = any(w.message_ids)
      and m.status in ('sent', 'delivered')
    where w.org_id = ${ctx.orgId} and w.id = ${mailId} and w.sent_at is null and w.dropped is null
    group by w.org_id, w.id, c.id, c.number, c.channel_id, v.id, v.name, v.page, w.address, w.conversation_id`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (!row) return null
  const [{ name: firm }, settings, people, webchat] = await Promise.all([
    getOrganization(ctx),
    loadInboxSettings(ctx),
    loadPeople(ctx),
    findChannel(ctx, row.webchatId),
  ])
  const answers = row.answers.map(
    ({ authorId, body, files }): MissedAnswer => ({
      name: nameOf(people, authorId)?.split(' ')[0] ?? '',
      body,
      files,
    }),
  )
  const { conversationId, number, name, address, page, threadRefs } = row
  const body = missedAnswersText({
    visitorName: name,
    answers,
    link: linkBack(page, webchatSettings(webchat).sites),
    stopWord: settings.optOutWords[0] ?? null,
  })
  return { conversationId, number, to: { name, address }, subject: `${firm} answered you`, body, threadRefs }
}

/** The visitor whom a mail of ours with this mark went to, and their web chat; null when no such mail left. */
export async function findMailedVisitor(
  ctx: QueryContext,
  { numbers, channelId }: { numbers: readonly number[]; channelId: string },
): Promise<MailedVisitor | null> {
  if (numbers.length === 0) return null
  const { rows } = await sql<MailedVisitor>`
    select v.id as "visitorId", v.name, v.email, v.phone, c.channel_id as "channelId", c.id as "conversationId"
    from inbox.conversations c
    join inbox.webchat_mails w on w.org_id = c.org_id and w.conversation_id = c.id and w.channel_id = ${channelId}
    join inbox.webchat_visitors v on v.org_id = c.org_id and v.id = w.visitor_id
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id and ch.deleted_at is null
    where c.org_id = ${ctx.orgId} and c.number = any(${[...numbers]}::int[]) and w.sent_at is not null
    order by w.sent_at desc limit 1`.execute(ctx.tx)
  const [found] = rows
  return found ? { ...found, name: found.name || visitorName(found.visitorId) } : null
}

/** A visitor who answers a mail. */
export interface MailedVisitor {
  visitorId: string
  name: string
  email: string | null
  phone: string | null
  /** The web chat. */
  channelId: string
  conversationId: string
}
