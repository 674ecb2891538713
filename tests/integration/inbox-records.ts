import type { TestWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'

/** Rows of the inbox and of exports for an organisation, one of every kind that a path names. Returns their ids. */
export async function buildInboxRecords(
  world: TestWorld,
  orgId: string,
  { clientId, memberId }: { clientId: string; memberId: string },
): Promise<Record<string, string>> {
  const now = new Date().toISOString()
  const ids = Object.fromEntries(names.map((name) => [name, newId()]))
  const storageKey = `probe/${ids.attachmentId}`
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row)
    return world.sql(
      `insert into ${table} (org_id, ${columns.join(', ')}) values ($1, ${columns.map((_, i) => `$${i + 2}`).join(', ')})`,
      [orgId, ...Object.values(row)],
    )
  }
  const { channelId, contactId, otherContactId, conversationId, teamId, templateId } = ids
  await insert('inbox.channels', {
    id: channelId,
    kind: 'sms',
    name: 'SMS',
    address: '+447700900001',
    settings: '{"sandbox":true}',
    created_at: now,
  })
  await insert('inbox.channels', { id: ids.webchatId, kind: 'webchat', name: 'Web chat', created_at: now })
  for (const [id, number] of [
    [contactId, '+447700900101'],
    [otherContactId, '+447700900102'],
  ]) {
    await insert('inbox.contacts', {
      id,
      channel_id: channelId,
      platform_user_id: number,
      name: 'Contact',
      phone: number,
      client_id: clientId,
      first_seen_at: now,
    })
  }
  await insert('inbox.conversations', {
    id: conversationId,
    number: 1,
    channel_id: channelId,
    contact_id: contactId,
    opened_at: now,
    last_message_at: now,
  })
  await insert('inbox.messages', {
    id: ids.inboxMessageId,
    conversation_id: conversationId,
    channel_id: channelId,
    direction: 'out',
    author_kind: 'agent',
    kind: 'email',
    body: 'Hello',
    data: mail,
    status: 'failed',
    created_at: now,
  })
  await insert('inbox.attachments', {
    id: ids.attachmentId,
    name: 'a.txt',
    media_type: 'text/plain',
    bytes: 1,
    storage_key: storageKey,
    created_at: now,
  })
  await insert('inbox.contact_merges', {
    id: ids.mergeId,
    kept_id: contactId,
    merged_id: otherContactId,
    before: JSON.stringify({ contacts: [], conversations: [], clientId }),
    merged_at: now,
    merged_by: 'Probe',
  })
  await insert('inbox.teams', { id: teamId, name: 'Team', created_at: now })
  await insert('inbox.assignment_rules', {
    id: ids.ruleId,
    name: 'Rule',
    position: 0,
    how: 'round_robin',
    team_id: teamId,
  })
  await insert('inbox.sla_policies', {
    id: ids.policyId,
    name: 'Policy',
    position: 0,
    first_minutes: 15,
    created_at: now,
  })
  await insert('inbox.labels', { id: ids.labelId, name: 'Label', colour: '#0F5C4D' })
  await insert('inbox.canned_replies', {
    id: ids.replyId,
    shortcut: 'hi',
    title: 'Hi',
    body: 'Hi',
    updated_at: now,
  })
  await insert('inbox.macros', {
    id: ids.macroId,
    name: 'Macro',
    steps: JSON.stringify([{ kind: 'resolve' }]),
    updated_at: now,
  })
  await insert('inbox.auto_replies', {
    id: ids.autoReplyId,
    occasion: 'greeting',
    body: 'Hi',
    updated_at: now,
  })
  await insert('inbox.templates', {
    id: templateId,
    channel_kind: 'sms',
    name: 'hi',
    language: 'en',
    category: 'utility',
    body: 'Hi',
    status: 'draft',
    updated_at: now,
  })
  await insert('inbox.bot_flows', {
    id: ids.flowId,
    name: 'Flow',
    definition: JSON.stringify(flow),
    position: 0,
    updated_at: now,
  })
  await insert('inbox.bot_intents', {
    id: ids.intentId,
    name: 'Intent',
    examples: ['a', 'b', 'c'],
    updated_at: now,
  })
  await insert('inbox.tickets', {
    id: ids.ticketId,
    number: 1,
    title: 'Ticket',
    priority: 'normal',
    status: 'open',
    created_at: now,
    created_by: 'Probe',
  })
  await insert('inbox.broadcasts', {
    id: ids.broadcastId,
    name: 'Broadcast',
    channel_id: channelId,
    template_id: templateId,
    audience: JSON.stringify(audience),
    status: 'draft',
    created_by: 'Probe',
    created_at: now,
  })
  for (const name of ['conversation', 'ticket']) await insert('inbox.counters', { name, last_number: 1 })
  await world.services.storage.put(storageKey, new TextEncoder().encode('Hello'), 'text/plain')
  await insert('analytics.exports', {
    id: ids.exportId,
    kind: 'csv',
    subject: 'agents',
    filter: '{}',
    name: 'agents.csv',
    status: 'waiting',
    created_by: memberId,
    created_at: now,
  })
  return ids
}

const names = [
  ...[
    'channelId',
    'webchatId',
    'contactId',
    'otherContactId',
    'conversationId',
    'inboxMessageId',
    'attachmentId',
  ],
  ...[
    'mergeId',
    'teamId',
    'ruleId',
    'policyId',
    'labelId',
    'replyId',
    'macroId',
    'autoReplyId',
    'templateId',
  ],
  ...['flowId', 'intentId', 'ticketId', 'broadcastId', 'exportId'],
]

const flow = {
  start: 'end',
  keywords: [],
  nodes: [{ id: 'end', kind: 'finish', text: 'Bye' }],
}
const mail = JSON.stringify({ html: '<p>Hello</p>', remoteImages: ['https://images.example/a.png'] })
const audience = { tags: [], postcodes: [], onlyAddresses: false, addresses: [] }
