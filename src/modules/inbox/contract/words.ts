import { z } from 'zod'

/** A way to write to us. */
export const ChannelKind = z.enum(['whatsapp', 'sms', 'email', 'webchat', 'phone'])
export type ChannelKind = z.infer<typeof ChannelKind>

/** Names of the kinds, for people. */
export const channelNames: Readonly<Record<ChannelKind, string>> = {
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  email: 'E-mail',
  webchat: 'Web chat',
  phone: 'Phone',
}

export const ConversationStatus = z.enum(['open', 'snoozed', 'resolved'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

/** From the most to the least pressing. */
export const Priority = z.enum(['urgent', 'high', 'normal', 'low'])
export type Priority = z.infer<typeof Priority>

/** Whether a promise (SLA) was made, and kept. */
export const SlaState = z.enum(['none', 'pending', 'met', 'breached'])
export type SlaState = z.infer<typeof SlaState>

/** Who did the talking in a conversation. */
export const HandledBy = z.enum(['nobody', 'bot', 'agent', 'both'])
export type HandledBy = z.infer<typeof HandledBy>

export const BotState = z.enum(['none', 'running', 'solved', 'escalated', 'dropped'])
export type BotState = z.infer<typeof BotState>

/** Who wrote a message. `auto_reply`: a rule such as out of hours; `broadcast`: a message to many; `system`: an event. */
export const AuthorKind = z.enum(['contact', 'agent', 'bot', 'auto_reply', 'broadcast', 'system'])
export type AuthorKind = z.infer<typeof AuthorKind>

export const Direction = z.enum(['in', 'out', 'internal'])
export type Direction = z.infer<typeof Direction>

/** `note`: private, for the team; `event`: what happened (assigned, resolved); `unknown`: kept as it came. */
export const MessageKind = z.enum([
  ...['text', 'image', 'document', 'audio', 'video', 'sticker', 'location', 'contacts', 'interactive'],
  ...['reaction', 'template', 'email', 'call', 'note', 'event', 'unknown'],
] as [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'reaction',
  'template',
  'email',
  'call',
  'note',
  'event',
  'unknown',
])
export type MessageKind = z.infer<typeof MessageKind>

/** How far a message got. It never goes back: read → delivered changes nothing. */
export const DeliveryStatus = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'cancelled',
  'internal',
])
export type DeliveryStatus = z.infer<typeof DeliveryStatus>

/** Why a message failed, in our own words, whatever the vendor's code. */
export const FailureCategory = z.enum([
  'window_closed',
  'bad_number',
  'opted_out',
  'blocked',
  'rate_limited',
  'template',
  'media',
  'auth',
  'spam',
  'network',
  'unknown',
])
export type FailureCategory = z.infer<typeof FailureCategory>

/** Whether a person is there to answer. */
export const AgentState = z.enum(['online', 'busy', 'away', 'offline'])
export type AgentState = z.infer<typeof AgentState>

export const TicketStatus = z.enum(['open', 'pending', 'resolved'])
export type TicketStatus = z.infer<typeof TicketStatus>
