import type { FlowDefinition } from '#modules/inbox/contract.ts'

export interface DemoFlow {
  name: string
  definition: FlowDefinition
}

const hand = (id: string, reason: string, text = 'I’ll pass you to a colleague, they can see all of this.') =>
  ({ id, kind: 'hand_over', text, reason }) as const
const finish = (id: string, text: string) => ({ id, kind: 'finish', text }) as const
const choose = (id: string, text: string, choices: readonly (readonly [string, string])[]) =>
  ({ id, kind: 'choose', text, choices: choices.map(([label, next]) => ({ label, next })) }) as const

/** What the bot of the demonstration firm does, in the order in which it is shown. */
export function demoFlows(): DemoFlow[] {
  return [
    {
      name: 'Book a visit',
      definition: {
        start: 'postcode',
        keywords: ['book', 'booking'],
        nodes: [
          {
            ...{ id: 'postcode', kind: 'ask', answer: 'postcode', expects: 'postcode', next: 'what' },
            text: 'Hello {{name}}! I can help you book. What is the postcode?',
          },
          choose('what', 'Thank you. What shall we clean?', [
            ['A home', 'free-times'],
            ['An office or shop', 'office'],
            ['Something else', 'other'],
          ]),
          { id: 'free-times', kind: 'book', text: 'Choose a service and a time here, it takes two minutes:' },
          hand(
            'office',
            'An office: needs an offer of its own.',
            'For offices a colleague makes you an offer. One moment.',
          ),
          hand('other', 'More than the booking page can do.'),
        ],
      },
    },
    {
      name: 'Prices',
      definition: {
        start: 'prices',
        keywords: ['price', 'prices', 'quote'],
        nodes: [
          {
            ...{ id: 'prices', kind: 'say', next: 'times' },
            text: 'A regular clean is £44 for two hours, a deep clean £96, an end of tenancy from £165. Products and VAT are included.',
          },
          choose('times', 'Would you like to see free times?', [
            ['Yes, show me', 'free-times'],
            ['No, thank you', 'bye'],
            ['I have a question', 'question'],
          ]),
          { id: 'free-times', kind: 'book', text: 'Here you are:' },
          finish('bye', 'All right! Write here any time.'),
          hand('question', 'A question about prices.'),
        ],
      },
    },
    {
      name: 'Move or cancel',
      definition: {
        start: 'link',
        keywords: ['reschedule', 'cancel'],
        nodes: [
          {
            ...{ id: 'link', kind: 'say', next: 'helps' },
            text: 'You can move or cancel a visit yourself until 24 hours before: open the link “Change or cancel” in your confirmation.',
          },
          choose('helps', 'Does that help?', [
            ['Yes', 'done'],
            ['No, please help me', 'person'],
          ]),
          finish('done', 'Thank you for telling us in time, {{name}}.'),
          hand('person', 'Wants a visit moved or cancelled by a person.'),
        ],
      },
    },
    {
      name: 'Today’s visit',
      definition: {
        start: 'late',
        keywords: [],
        nodes: [
          choose(
            'late',
            'Visits begin within half an hour of the time you were given. Is it later than that?',
            [
              ['Yes', 'person'],
              ['No', 'wait'],
            ],
          ),
          finish('wait', 'Then somebody will be with you shortly. Enjoy the clean!'),
          hand('person', 'The visit is late.', 'I am sorry. A colleague rings the cleaner at once.'),
        ],
      },
    },
    {
      name: 'Keys',
      definition: {
        start: 'how',
        keywords: ['key', 'keys'],
        nodes: [
          {
            ...{ id: 'how', kind: 'ask', answer: 'access', expects: 'text', next: 'all' },
            text: 'How do we get in? I note it on your visit, the cleaner sees it before they leave.',
          },
          choose('all', 'Noted: {{access}}. Is that all?', [
            ['That is all', 'done'],
            ['Please take a key', 'key'],
          ]),
          hand(
            'done',
            'How we get in: see above, please note it on the visit.',
            'Thank you, {{name}}! A colleague puts it on the visit.',
          ),
          hand('key', 'A key has to be collected.'),
        ],
      },
    },
    {
      name: 'Invoices',
      definition: {
        start: 'where',
        keywords: ['invoice', 'receipt'],
        nodes: [
          choose('where', 'Every receipt is in the e-mail after the visit. What do you need?', [
            ['I found it', 'bye'],
            ['Send it again', 'send'],
            ['The amount is wrong', 'amount'],
          ]),
          finish('bye', 'Lovely. Have a good day!'),
          hand('send', 'Send the latest receipt again.'),
          hand('amount', 'A question about an amount.'),
        ],
      },
    },
    {
      name: 'Something went wrong',
      definition: {
        start: 'what',
        keywords: ['complaint', 'broken'],
        nodes: [
          {
            ...{ id: 'what', kind: 'ask', answer: 'what', expects: 'text', next: 'person' },
            text: 'I am sorry to hear that, {{name}}. In a few words, what happened?',
          },
          hand(
            'person',
            'A complaint: always for people.',
            'Thank you. A colleague looks at it first thing.',
          ),
        ],
      },
    },
    {
      name: 'Jobs',
      definition: {
        start: 'right',
        keywords: ['job', 'vacancy'],
        nodes: [
          {
            ...{ id: 'right', kind: 'ask', answer: 'right', expects: 'yes_no', next: 'check' },
            text: 'We are glad about good people! Do you have the right to work in the UK?',
          },
          { id: 'check', kind: 'branch', answer: 'right', equals: 'yes', match: 'send', otherwise: 'sorry' },
          finish(
            'send',
            'Please send your CV to jobs@brightside.example with the days you could work. Thank you!',
          ),
          finish('sorry', 'I am sorry, then we cannot employ you. All the best!'),
        ],
      },
    },
    {
      name: 'Opening hours',
      definition: {
        start: 'hours',
        keywords: ['opening hours'],
        nodes: [
          finish(
            'hours',
            'The office answers Monday to Friday from eight to seven and Saturdays from nine to four. Book online at any hour.',
          ),
        ],
      },
    },
  ]
}

/** What people want, with the words they say it in, and the flow that helps; null is for people. */
export const demoIntents: readonly { name: string; flow: string | null; examples: readonly string[] }[] = [
  {
    name: 'Book a visit',
    flow: 'Book a visit',
    examples: [
      'I would like to book a regular clean please',
      'Are you free for a deep clean on Friday?',
      'Looking for a weekly cleaner in Hackney',
      'Can I book you for next Tuesday',
      'I need an end of tenancy clean this week',
      'Could somebody come before the weekend?',
      'Do you have anyone available tomorrow',
      'We are looking for somebody every fortnight',
    ],
  },
  {
    name: 'Ask for a price',
    flow: 'Prices',
    examples: [
      'How much is a deep clean?',
      'What do you charge for two bedrooms',
      'Price for a regular clean please',
      'Can I get a quote for an end of tenancy',
      'How much per hour is it',
      'Any discounts for first-timers?',
      'Is VAT included in the price',
    ],
  },
  {
    name: 'Move a visit',
    flow: 'Move or cancel',
    examples: [
      'Could we move Thursday’s clean to Friday?',
      'Something came up, can we do Monday instead',
      'I need to reschedule my visit',
      'Can the cleaner come an hour earlier',
      'Please skip next week',
      'Can we change the day of our clean',
      'It won’t let me change my booking online',
    ],
  },
  {
    name: 'Cancel a visit',
    flow: 'Move or cancel',
    examples: [
      'I have to cancel tomorrow sorry',
      'Please cancel the clean on Friday',
      'Need to cancel our booking, plans changed',
      'We want to stop the weekly cleans',
      'Cancel my appointment please',
    ],
  },
  {
    name: 'Where is my cleaner',
    flow: 'Today’s visit',
    examples: [
      'Is Anna on the way?',
      'Nobody here yet',
      'It’s past ten and no cleaner',
      'Was expecting someone at nine, any news?',
      'Where is the cleaner',
      'When will she arrive today',
    ],
  },
  {
    name: 'Keys and getting in',
    flow: 'Keys',
    examples: [
      'The key is with the neighbour',
      'New key safe left of the door',
      'The buzzer is broken, please ring me',
      'Can you come and collect a key',
      'Our dog is at home, is that a problem?',
      'Use the back gate please',
    ],
  },
  {
    name: 'Invoice',
    flow: 'Invoices',
    examples: [
      'Can I get an invoice please',
      'Could you send me a receipt with VAT?',
      'I think I was charged twice',
      'Can we pay monthly',
      'I need the invoice for my employer',
      'My card shows the payment two times',
    ],
  },
  {
    name: 'Complaint',
    flow: 'Something went wrong',
    examples: [
      'Not happy with today’s clean',
      'The kitchen floor was still sticky',
      'My vase is broken after the visit',
      'There is a scratch on the hob',
      'The bathroom wasn’t done properly',
      'The cleaner left an hour early',
    ],
  },
  {
    name: 'Job',
    flow: 'Jobs',
    examples: [
      'Are you looking for cleaners?',
      'I would like to apply as a cleaner',
      'Do you have any jobs',
      'I have five years experience, are you hiring',
      'I saw your van, do you have vacancies',
    ],
  },
  {
    name: 'Opening hours',
    flow: 'Opening hours',
    examples: [
      'When are you open?',
      'Are you open on bank holidays',
      'What are your opening hours',
      'Are you there on Sundays?',
      'Until when can I reach somebody today',
    ],
  },
  {
    name: 'Praise',
    flow: null,
    examples: [
      'Anna was brilliant today, thank you',
      'The flat has never looked this good',
      'Best clean we’ve had',
      'Got my full deposit back thanks to you',
      'Please tell her thank you',
    ],
  },
]
