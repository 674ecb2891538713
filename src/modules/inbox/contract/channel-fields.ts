import type { ChannelKind } from './words.ts'

/** One thing to fill in when a channel is set up. */
export interface ChannelField {
  name: string
  label: string
  help?: string
  /** Kept in a secret box and never shown again. */
  isSecret?: boolean
  isRequired?: boolean
  /** `flag` is a switch; `number` a whole number. */
  kind?: 'text' | 'number' | 'flag'
  /** For numbers. */
  min?: number
  max?: number
  /** Shown as an example. */
  placeholder?: string
}

const pace = (perSecond: number): ChannelField => ({
  name: 'perSecond',
  label: 'Most messages a second',
  help: `Keep what your provider allows; ${perSecond} when empty.`,
  kind: 'number',
  min: 1,
  max: 1_000,
})

const whatsapp: readonly ChannelField[] = [
  {
    name: 'phoneNumberId',
    label: 'Phone number ID',
    help: 'In Meta’s App dashboard under WhatsApp, API setup.',
    isRequired: true,
    placeholder: '106540352242922',
  },
  {
    name: 'businessAccountId',
    label: 'WhatsApp Business account ID',
    help: 'Beside the phone number ID; templates belong to it.',
    isRequired: true,
    placeholder: '102290129340398',
  },
  {
    name: 'accessToken',
    label: 'Access token',
    help: 'Of a system user, with whatsapp_business_messaging and whatsapp_business_management.',
    isSecret: true,
    isRequired: true,
  },
  {
    name: 'appSecret',
    label: 'App secret',
    help: 'In the App dashboard under Settings, Basic. Every delivery is checked with it.',
    isSecret: true,
    isRequired: true,
  },
  pace(80),
]

const sms: readonly ChannelField[] = [
  { name: 'accountSid', label: 'Account SID', isRequired: true, placeholder: 'AC…' },
  {
    name: 'authToken',
    label: 'Auth token',
    help: 'Signs in at Twilio, and every delivery is checked with it.',
    isSecret: true,
    isRequired: true,
  },
  {
    name: 'messagingServiceSid',
    label: 'Messaging service SID',
    help: 'Only when a messaging service chooses the sending number.',
    placeholder: 'MG…',
  },
  pace(10),
]

const email: readonly ChannelField[] = [
  { name: 'fromName', label: 'Name of the sender', help: 'The channel’s name when empty.' },
  { name: 'signature', label: 'Signature', help: 'Below every mail.' },
  {
    name: 'smtpUrl',
    label: 'Mail server',
    help: 'With name and password. When empty, mails go by the installation’s server; without that they stay here.',
    isSecret: true,
    placeholder: 'smtp://name:password@mail.example.com:587',
  },
  {
    name: 'inboundSecret',
    label: 'Secret for incoming mail',
    help: 'Whoever posts mails to the address of this channel proves it with this secret.',
    isSecret: true,
  },
  {
    name: 'marksAddress',
    label: 'Answers go to name+mark@…',
    help: 'Finds the conversation even when a mail server changes what threads are known by. Your mailbox must accept name+anything@….',
    kind: 'flag',
  },
  pace(10),
]
const webchat: readonly ChannelField[] = []
const phone: readonly ChannelField[] = [
  {
    name: 'provider',
    label: 'Provider',
    help: '“twilio” when Twilio calls the address; empty for signed JSON.',
    placeholder: 'twilio',
  },
  {
    name: 'signingSecret',
    label: 'Signing secret',
    help: 'Twilio: the auth token. Else the secret that signs each delivery.',
    isSecret: true,
    isRequired: true,
  },
  { name: 'accountSid', label: 'Account SID', help: 'Twilio only; recordings are fetched with it.' },
]

/** What each kind of channel is set up with, in the order of its form. */
export const channelFields: Readonly<Record<ChannelKind, readonly ChannelField[]>> = {
  whatsapp,
  sms,
  email,
  webchat,
  phone,
}

/** Messages a second when nothing is set. */
export const usualPace: Readonly<Record<ChannelKind, number>> = {
  whatsapp: 80,
  sms: 10,
  email: 10,
  webchat: 200,
  phone: 1,
}
