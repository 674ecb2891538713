import type { TestFirm } from './two-firms.ts'

const days = { from: '2026-11-01', to: '2026-11-30' }
const flow = { start: 'end', keywords: [], nodes: [{ id: 'end', kind: 'finish', text: 'Bye' }] }
const draft = ({ ids }: TestFirm) => ({
  name: 'Probe',
  channelId: ids.channelId,
  templateId: ids.templateId,
  audience: {},
})
const message = { body: 'Probe' }
const byDays = () => days

/** What the endpoints of the inbox and of dashboards need besides the ids in their paths. */
export const inboxBodies: Record<string, (firm: TestFirm) => object> = {
  'POST /api/v1/conversations': ({ ids }) => ({
    channelId: ids.channelId,
    address: '07700 900103',
    ...message,
  }),
  'POST /api/v1/conversations/:conversationId/replies': () => message,
  'POST /api/v1/conversations/:conversationId/notes': () => message,
  'POST /api/v1/conversations/:conversationId/snooze': () => ({ until: '2031-01-01T10:00:00Z' }),
  'POST /api/v1/conversations/:conversationId/priority': () => ({ priority: 'high' }),
  'POST /api/v1/conversations/:conversationId/labels': () => ({ labels: [] }),
  'POST /api/v1/conversations/:conversationId/client': ({ ids }) => ({ clientId: ids.clientId }),
  'PUT /api/v1/conversations/:conversationId/draft': () => ({ mode: 'note', ...message }),
  'POST /api/v1/conversations/messages/:messageId/retry': ({ ids }) => ({ messageId: ids.inboxMessageId }),
  'GET /api/v1/conversations/messages/:messageId/html': ({ ids }) => ({ messageId: ids.inboxMessageId }),
  'GET /api/v1/conversations/messages/:messageId/images/:index': ({ ids }) => ({
    messageId: ids.inboxMessageId,
    index: 0,
  }),
  'POST /api/v1/conversations/bulk': ({ ids }) => ({
    ids: [ids.conversationId],
    change: 'read',
    dryRun: true,
  }),
  'POST /api/v1/contacts/merge': ({ ids }) => ({ keptId: ids.contactId, mergedId: ids.otherContactId }),
  'POST /api/v1/attachments': () => ({ name: 'a.txt', base64: 'SGVsbG8=' }),
  'PATCH /api/v1/agents/:memberId': () => ({ capacity: 5 }),
  'PUT /api/v1/agents/me/state': () => ({ state: 'online' }),
  'POST /api/v1/channels': () => ({ kind: 'sms', name: 'Probe', address: '+447700900009', sandbox: true }),
  'PATCH /api/v1/channels/:channelId': () => ({ name: 'Probe' }),
  'POST /api/v1/channel-templates': () => ({
    channelKind: 'sms',
    name: 'probe',
    language: 'en',
    category: 'utility',
    ...message,
  }),
  'PATCH /api/v1/channel-templates/:templateId': () => message,
  'POST /api/v1/inbox/failures/dismiss': ({ ids }) => ({ messageIds: [ids.inboxMessageId] }),
  'POST /api/v1/inbox/sla-policies': () => ({ name: 'Probe', firstMinutes: 10 }),
  'PUT /api/v1/inbox/sla-policies/order': ({ ids }) => ({ ids: [ids.policyId] }),
  'POST /api/v1/inbox/teams': () => ({ name: 'Probe' }),
  'POST /api/v1/inbox/assignment-rules': ({ ids }) => ({
    name: 'Probe',
    how: 'round_robin',
    teamId: ids.teamId,
  }),
  'PUT /api/v1/inbox/assignment-rules/order': ({ ids }) => ({ ids: [ids.ruleId] }),
  'POST /api/v1/inbox/labels': () => ({ name: 'Probe', colour: '#0F5C4D' }),
  'POST /api/v1/inbox/canned-replies': () => ({ shortcut: 'probe', title: 'Probe', ...message }),
  'POST /api/v1/inbox/macros': () => ({ name: 'Probe', steps: [{ kind: 'resolve' }] }),
  'POST /api/v1/tickets': () => ({ title: 'Probe' }),
  'POST /api/v1/webchats': () => ({ name: 'Probe' }),
  'PATCH /api/v1/webchats/:channelId': ({ ids }) => ({ channelId: ids.webchatId }),
  'POST /api/v1/auto-replies': () => ({ occasion: 'greeting', ...message }),
  'POST /api/v1/bot/flows': () => ({ name: 'Probe', definition: flow }),
  'POST /api/v1/bot/intents': () => ({ name: 'Probe', examples: ['a', 'b', 'c'] }),
  'PUT /api/v1/bot/model': () => ({ baseUrl: 'https://models.example/v1', model: 'probe' }),
  'POST /api/v1/bot/model/try': () => ({
    baseUrl: 'http://127.0.0.1:9/v1',
    model: 'probe',
    message: 'Hello',
  }),
  'POST /api/v1/bot/test': () => ({ messages: ['Hello'] }),
  'POST /api/v1/broadcasts': draft,
  'POST /api/v1/broadcasts/preview': draft,
  'GET /api/v1/dashboard/kpi': byDays,
  'GET /api/v1/dashboard/conversation-effectiveness': byDays,
  'GET /api/v1/dashboard/whatsapp-performance': byDays,
  'GET /api/v1/dashboard/customer-load': byDays,
  'GET /api/v1/dashboard/agent-productivity': byDays,
  'GET /api/v1/dashboard/automation-impact': byDays,
  'GET /api/v1/dashboard/business-impact': byDays,
  'GET /api/v1/dashboard/rows': () => ({ ...days, metric: 'conversations' }),
  'POST /api/v1/dashboard/exports': () => ({ ...days, kind: 'csv', subject: 'agents' }),
}

/** What takes a record away comes after everything that needs it. */
export const inboxLast = [
  'POST /api/v1/contacts/merges/:mergeId/undo',
  ...['DELETE /api/v1/inbox/macros/:macroId', 'DELETE /api/v1/inbox/labels/:labelId'],
  ...['DELETE /api/v1/inbox/canned-replies/:replyId', 'DELETE /api/v1/inbox/sla-policies/:policyId'],
  ...['DELETE /api/v1/inbox/assignment-rules/:ruleId', 'DELETE /api/v1/inbox/teams/:teamId'],
  ...['POST /api/v1/inbox/teams/:teamId/restore', 'DELETE /api/v1/attachments/:attachmentId'],
  ...['DELETE /api/v1/bot/intents/:intentId', 'DELETE /api/v1/bot/flows/:flowId'],
  ...['DELETE /api/v1/auto-replies/:autoReplyId', 'DELETE /api/v1/broadcasts/:broadcastId'],
  ...['DELETE /api/v1/channel-templates/:templateId', 'DELETE /api/v1/channels/:channelId'],
  'POST /api/v1/channels/:channelId/restore',
]
