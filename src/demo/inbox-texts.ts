import type { MacroStep } from '#modules/inbox/contract.ts'

/** Labels with their colours. */
export const labels: readonly (readonly [string, string])[] = [
  ['Booking', 'green'],
  ['Quote', 'green'],
  ['Business', 'blue'],
  ['Reschedule', 'blue'],
  ['Cancellation', 'orange'],
  ['Keys and access', 'purple'],
  ['On the day', 'orange'],
  ['Complaint', 'red'],
  ['Damage', 'red'],
  ['Lost and found', 'purple'],
  ['Invoice', 'blue'],
  ['Praise', 'green'],
  ['Job', 'grey'],
  ['Spam', 'grey'],
]

export const canned: readonly { shortcut: string; title: string; body: string }[] = [
  {
    shortcut: 'hello',
    title: 'Greeting',
    body: 'Hi {{first_name}}, this is {{agent}} at Brightside. How can I help?',
  },
  {
    shortcut: 'book',
    title: 'How to book',
    body: 'You can see all free times and book here, it takes two minutes: https://brightside.example/book',
  },
  {
    shortcut: 'move',
    title: 'How to move a visit',
    body: 'Open “Change or cancel” in your confirmation, {{first_name}}: until 24 hours before it is free. Or tell me a day and I do it for you.',
  },
  {
    shortcut: 'prices',
    title: 'Prices',
    body: 'A regular clean is £44 for two hours, a deep clean £96, an end of tenancy from £165. Products and VAT are included.',
  },
  {
    shortcut: 'late',
    title: 'Running late',
    body: 'I am sorry, {{first_name}}: we are running late. You get the full time of course, and I write as soon as they are at your door.',
  },
  {
    shortcut: 'sorry',
    title: 'We put it right',
    body: 'I am really sorry, {{first_name}}. Thank you for telling us straight away. We come back and put it right, free of charge. Which day suits you?',
  },
  {
    shortcut: 'key',
    title: 'Keys',
    body: 'Keys lie in our safe by number only, and we are insured for the locks. You get a receipt when we take yours.',
  },
  {
    shortcut: 'review',
    title: 'Ask for a review',
    body: 'That is lovely to read, {{first_name}}! Would you say it in a review? It means the world to a small firm.',
  },
  { shortcut: 'thanks', title: 'Goodbye', body: 'Thank you, {{first_name}}. Have a lovely day! {{agent}}' },
]

/** What a press on one button does. */
export const macros: readonly { name: string; steps: MacroStep[] }[] = [
  {
    name: 'Spam: away with it',
    steps: [{ kind: 'label', label: 'Spam' }, { kind: 'priority', priority: 'low' }, { kind: 'resolve' }],
  },
  {
    name: 'Complaint: take it on',
    steps: [
      { kind: 'label', label: 'Complaint' },
      { kind: 'priority', priority: 'high' },
      { kind: 'assign', memberId: 'me' },
      {
        kind: 'reply',
        body: 'I am really sorry, {{first_name}}. I look into it at once and come back to you today.',
      },
    ],
  },
  {
    name: 'Waits for the client: look again in two days',
    steps: [
      { kind: 'note', body: 'Waiting for an answer.' },
      { kind: 'snooze', hours: 48 },
    ],
  },
  {
    name: 'Done, with thanks',
    steps: [
      { kind: 'reply', body: 'All done, {{first_name}}. Thank you, and have a lovely day!' },
      { kind: 'resolve' },
    ],
  },
]

export interface DemoText {
  kind: 'whatsapp' | 'sms' | 'email'
  name: string
  category: 'utility' | 'marketing'
  body: string
  subject?: string
  footer?: string
  buttons?: readonly { kind: 'reply' | 'link' | 'call'; text: string; target: string }[]
  examples?: readonly string[]
  status?: 'draft' | 'submitted' | 'approved' | 'rejected' | 'paused'
  reason?: string
}

const book = { kind: 'link', text: 'Book a time', target: 'https://brightside.example/book' } as const

/** Texts that may open a conversation, in every state that they can be in. */
export const texts: readonly DemoText[] = [
  {
    kind: 'whatsapp',
    name: 'visit_tomorrow',
    category: 'utility',
    body: 'Hello {{1}}, {{2}} comes tomorrow at {{3}}. Write here if anything has changed.',
    examples: ['Hannah', 'Anna', '10:30'],
  },
  {
    kind: 'whatsapp',
    name: 'we_tried_to_reach_you',
    category: 'utility',
    body: 'Hello {{1}}, we tried to reach you about your visit. Please write here when you have a moment.',
    examples: ['Hannah'],
  },
  {
    kind: 'whatsapp',
    name: 'deep_clean_offer',
    category: 'marketing',
    body: 'Hello {{1}}, time for a fresh start? 15 % off every deep clean until the end of the month.',
    footer: 'Write STOP to get no more offers.',
    buttons: [book],
    examples: ['Hannah'],
  },
  {
    kind: 'whatsapp',
    name: 'we_miss_you',
    category: 'marketing',
    body: 'Hello {{1}}, it has been a while. Your next regular clean is £10 off, with the person you know.',
    footer: 'Write STOP to get no more offers.',
    buttons: [book],
    examples: ['Hannah'],
  },
  {
    kind: 'whatsapp',
    name: 'windows_together',
    category: 'marketing',
    body: 'Hello {{1}}, our window cleaner is in {{2}} next week. Inside and out from £54, this once without the call-out.',
    footer: 'Write STOP to get no more offers.',
    buttons: [book],
    examples: ['Hannah', 'N16'],
  },
  {
    kind: 'whatsapp',
    name: 'bring_a_friend',
    category: 'marketing',
    body: 'Hello {{1}}, bring a friend and you both get £15 off.',
    examples: ['Hannah'],
    status: 'submitted',
  },
  {
    kind: 'whatsapp',
    name: 'black_friday',
    category: 'utility',
    body: 'Hello {{1}}, HALF PRICE today only!!!',
    examples: ['Hannah'],
    status: 'rejected',
    reason: 'INVALID_FORMAT',
  },
  {
    kind: 'sms',
    name: 'Visit tomorrow',
    category: 'utility',
    body: 'Brightside: {{1}} comes tomorrow at {{2}}. Reply here if anything has changed.',
    examples: ['Anna', '10:30'],
  },
  {
    kind: 'email',
    name: 'Offer for an office',
    category: 'utility',
    subject: 'Our offer for your office',
    body: 'Dear {{1}},\n\nthank you for asking us. Please find our offer attached. It holds for 30 days.\n\nKind regards\nBrightside Cleaning',
    examples: ['Ms Whitcombe'],
  },
]
