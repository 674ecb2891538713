import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { cleanLine } from '../domain/clean-text.ts'
import type { ConversationPlan } from '../domain/intake-plan.ts'
import { previewOf } from '../domain/preview.ts'
import { firstDue, type SlaRules } from '../domain/sla.ts'
import type { ChannelRow } from '../queries/channel.ts'
import { nextNumbers } from './next-numbers.ts'
import type { ContactRow } from './upsert-contacts.ts'

/** A plan whose conversation stands in the database. */
export interface OpenedPlan extends ConversationPlan {
  conversationId: string
  number: number
  assigneeId: string | null
  contact: ContactRow
  /** Summed up: what the conversation's row needs of its messages. */
  summary: Summary
}

export interface Summary {
  lastAt: string
  /** Null: only reactions, which are nothing to show in a list. */
  preview: string | null
  /** The first message that asks for an answer. */
  waitFrom: string | null
}

/** Makes the conversations that are new; the others are only named. At most two statements. */
export async function openConversations(
  ctx: CommandContext,
  facts: {
    channel: ChannelRow
    rules: SlaRules
    plans: readonly ConversationPlan[]
    contacts: readonly ContactRow[]
  },
): Promise<OpenedPlan[]> {
  const { channel, rules, plans } = facts
  const contacts = new Map(facts.contacts.map((contact) => [contact.id, contact]))
  const fresh = plans.filter(({ known }) => known === null).length
  let number = fresh === 0 ? 0 : await nextNumbers(ctx, 'conversation', fresh)
  const opened = plans.map(
    (plan): OpenedPlan => ({
      ...plan,
      conversationId: plan.known?.id ?? newId(ctx.now.epochMilliseconds),
      number: plan.known?.number ?? number++,
      assigneeId: plan.known?.assigneeId ?? null,
      contact: contacts.get(plan.contactId)!,
      summary: summaryOf(plan),
    }),
  )
  if (fresh > 0)
    await insertConversations(
      ctx,
      channel,
      rules,
      opened.filter(({ known }) => known === null),
    )
  return opened
}

async function insertConversations(
  ctx: CommandContext,
  channel: ChannelRow,
  rules: SlaRules,
  plans: readonly OpenedPlan[],
): Promise<void> {
  const firsts = new Set<string>()
  const rows = plans.map((plan) => {
    const { contact, summary, messages } = plan
    const first = messages[0]!.incoming
    const due =
      summary.waitFrom &&
      firstDue(rules, { channelKind: channel.kind, priority: 'normal', at: summary.waitFrom })
    const isFirst = contact.isNew && !firsts.has(contact.id)
    firsts.add(contact.id)
    return { plan, contact, summary, first, due: due || null, isFirst, count: messages.length }
  })
  const column = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value)
  await sql`
    insert into inbox.conversations (org_id, id, number, channel_id, contact_id, client_id, subject, opened_at, is_first,
      last_message_at, last_incoming_at, last_preview, message_count, waiting_since, sla_policy_id, due_at, first_due_at,
      first_sla, resolution_due_at, resolution_sla, thread_ref)
    select o.id, n.id, n.number, ${channel.id}, n.contact_id, n.client_id, n.subject, n.opened_at, n.is_first,
      n.last_at, n.last_at, n.preview, n.count, n.wait_from, n.policy_id, n.due_at, n.due_at,
      case when n.due_at is null then 'none' else 'pending' end, n.resolution_due_at,
      case when n.resolution_due_at is null then 'none' else 'pending' end, n.thread_ref
    from core.orgs o, unnest(${column(({ plan }) => plan.conversationId)}::uuid[], ${column(({ plan }) => plan.number)}::int[],
      ${column(({ contact }) => contact.id)}::uuid[], ${column(({ contact }) => contact.clientId)}::uuid[],
      ${column(({ first }) => cleanLine(first.subject ?? ''))}::text[], ${column(({ first }) => first.at)}::timestamptz[],
      ${column(({ isFirst }) => isFirst)}::bool[], ${column(({ summary }) => summary.lastAt)}::timestamptz[],
      ${column(({ summary }) => summary.preview ?? '')}::text[], ${column(({ count }) => count)}::int[],
      ${column(({ summary }) => summary.waitFrom)}::timestamptz[], ${column(({ due }) => due?.policyId ?? null)}::uuid[],
      ${column(({ due }) => due?.dueAt ?? null)}::timestamptz[],
      ${column(({ due }) => due?.resolutionDueAt ?? null)}::timestamptz[],
      ${column(({ first }) => (channel.kind === 'email' ? (first.threadRefs?.[0] ?? first.providerRef) : null))}::text[])
      as n (id, number, contact_id, client_id, subject, opened_at, is_first, last_at, preview, count, wait_from,
            policy_id, due_at, resolution_due_at, thread_ref)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
}

function summaryOf({ messages }: ConversationPlan): Summary {
  const shown = messages.findLast(({ incoming }) => incoming.kind !== 'reaction')
  return {
    lastAt: messages.reduce((last, { incoming }) => (incoming.at > last ? incoming.at : last), ''),
    preview: shown ? previewOf(shown.incoming.kind, shown.incoming.body) : null,
    waitFrom: messages.find(({ isQuiet }) => !isQuiet)?.incoming.at ?? null,
  }
}
