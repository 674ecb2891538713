import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { mintToken } from '#platform/token.ts'
import type { Incoming } from '../contract/incoming.ts'
import type { VisitorMessage } from '../contract/webchat.ts'
import { visitorName } from '../domain/visitor-token.ts'
import type { VisitorRow } from '../queries/webchat.ts'
import { receiveMessages } from './receive-messages.ts'

/** What a visitor sends: words, or a file that is stored already. */
export interface FromVisitor {
  channelId: string
  visitor: VisitorRow
  /** The widget's mark: the same twice is one message. */
  ref: string
  body: string
  page: string
  /** It came by the form for closed hours. */
  isOffline?: boolean
  file?: { id: string; name: string; mediaType: string; bytes: number; storageKey: string }
}

/** Takes what a visitor wrote like any other message, and lets their browser read the conversation that it went to. */
export async function receiveFromVisitor(ctx: CommandContext, input: FromVisitor): Promise<VisitorMessage> {
  const { channelId, visitor, ref, body, page, isOffline, file } = input
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  const providerRef = `${visitor.id}:${ref}`
  const incoming: Incoming = {
    providerRef,
    from: {
      platformUserId: visitor.id,
      name: visitor.name || visitorName(visitor.id),
      ...(visitor.email && { email: visitor.email }),
      ...(visitor.phone && { phone: visitor.phone }),
    },
    at,
    kind: file ? (file.mediaType.startsWith('image/') ? 'image' : 'document') : 'text',
    body,
    data: { ...(page && { page }), ...(isOffline && { isOffline: true }) },
    ...(file && { attachments: [file] }),
  }
  const [received] = await receiveMessages(ctx, { channelId, messages: [incoming] })
  const shown = { from: 'me' as const, name: '', body, choices: [], ref }
  // It came before: the widget takes it for sent.
  if (!received) return { ...shown, id: providerRef, at, files: [] }
  await sql`
    insert into inbox.webchat_threads (org_id, visitor_id, conversation_id, since)
    values (${ctx.orgId}, ${visitor.id}, ${received.conversationId}, ${at})
    on conflict do nothing`.execute(ctx.tx)
  await sql`update inbox.webchat_visitors set page = ${page}
    where org_id = ${ctx.orgId} and id = ${visitor.id} and ${page} not in ('', page)`.execute(ctx.tx)
  const url = file && `/api/v1/webchat-files/${mintToken(ctx.config.secret, 'file', ctx.orgId, file.id)}`
  return {
    ...shown,
    id: received.messageId,
    at,
    files: file && url ? [{ name: file.name, mediaType: file.mediaType, bytes: file.bytes, url }] : [],
  }
}
