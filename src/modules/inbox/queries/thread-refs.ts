import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

const MOST = 30

/** Vendor ids of a conversation's latest messages, oldest first: a mail's References. Asks no permission. */
export async function loadThreadRefs(ctx: QueryContext, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ ref: string }>`
    select provider_ref as ref from inbox.messages
    where org_id = ${ctx.orgId} and conversation_id = ${conversationId} and provider_ref is not null
    order by created_at desc, id desc limit ${MOST}`.execute(ctx.tx)
  return rows.map(({ ref }) => ref).reverse()
}
