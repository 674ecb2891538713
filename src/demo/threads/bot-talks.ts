/**
 * What the bot said in the past, by what it took the customer to want: `solved` are ways a talk went well (`b` the bot,
 * `c` the customer), `asked` is the question at which others left or were passed on. Shares from 0 to 1.
 */
export interface BotTalk {
  intent: string
  flow: string
  solves: number
  drops: number
  solved: readonly (readonly string[])[]
  asked: string
  /** The step of the flow that asks it. */
  node: string
  reasons: readonly string[]
}

const unsure = 'Not certain enough what is wanted.'
const forPerson = 'The customer asked for a person.'

export const botTalks: readonly BotTalk[] = [
  {
    intent: 'Book a visit',
    flow: 'Book a visit',
    solves: 0.46,
    drops: 0.2,
    solved: [
      [
        'b: Hello {first}! I can help you book. What is the postcode?',
        'c: {postcode} | It’s {postcode}',
        'b: We clean in {area}! All free times: https://brightside.example/book',
        'c?: Great thanks | Booked, thank you! | 👍',
      ],
      [
        'b: Hi {first}, I’m Brightside’s assistant. Which postcode is it for?',
        'c: {postcode}',
        'b: All free times: https://brightside.example/book',
        'c: Perfect, found one | That was easy | Thanks',
      ],
    ],
    asked: 'Hello {first}! I can help you book. What is the postcode?',
    node: 'postcode',
    reasons: [forPerson, 'The answer was not understood.', 'More than the booking page can do.'],
  },
  {
    intent: 'Ask for a price',
    flow: 'Prices',
    solves: 0.62,
    drops: 0.14,
    solved: [
      [
        'b: Regular clean £44, deep clean £96, end of tenancy from £165, all in. Shall I show free times?',
        'c: Yes | Yes please | Sure',
        'b: Here you are: https://brightside.example/book',
        'c?: Thank you | Thanks bot 😄',
      ],
      [
        'b: Regular clean £44, deep clean £96, end of tenancy from £165, all in. Shall I show free times?',
        'c: No thanks, just asking | Not now',
        'b: All right! Write here any time.',
      ],
    ],
    asked: 'Regular clean £44, deep clean £96, end of tenancy from £165, all in. Shall I show free times?',
    node: 'times',
    reasons: [unsure, forPerson, 'Needs an offer of its own.'],
  },
  {
    intent: 'Move a visit',
    flow: 'Move or cancel',
    solves: 0.4,
    drops: 0.12,
    solved: [
      [
        'b: Until 24 hours before, “Change or cancel” in your confirmation does it. Does that help?',
        'c: Yes, found it | Yes thanks | Done!',
        'b: Lovely. Have a good day, {first}!',
      ],
    ],
    asked: 'Until 24 hours before, “Change or cancel” in your confirmation does it. Does that help?',
    node: 'helps',
    reasons: ['Wants it moved by a person.', forPerson, 'Inside the last 24 hours.'],
  },
  {
    intent: 'Cancel a visit',
    flow: 'Move or cancel',
    solves: 0.44,
    drops: 0.1,
    solved: [
      [
        'b: It is free until 24 hours before: “Change or cancel” in your confirmation. Does that help?',
        'c: Yes, done | Ok thanks',
        'b: Thank you for telling us in time, {first}.',
      ],
    ],
    asked: 'It is free until 24 hours before: “Change or cancel” in your confirmation. Does that help?',
    node: 'helps',
    reasons: ['Inside the last 24 hours.', forPerson],
  },
  {
    intent: 'Where is my cleaner',
    flow: 'Today’s visit',
    solves: 0.22,
    drops: 0.05,
    solved: [
      [
        'b: Visits begin within half an hour of the time you were given. Is it later than that?',
        'c: No, ok I’ll wait | Oh here they are! | Just arrived',
        'b: Wonderful, enjoy the clean!',
      ],
    ],
    asked: 'Visits begin within half an hour of the time you were given. Is it later than that?',
    node: 'late',
    reasons: ['The visit is late.', 'The visit is late.', forPerson],
  },
  {
    intent: 'Keys and getting in',
    flow: 'Keys',
    solves: 0.55,
    drops: 0.08,
    solved: [
      [
        'b: Thank you, I put that on your visit. Is that all?',
        'c: Yes that’s all | Yep | That’s all thanks',
        'b: Noted. See you soon, {first}!',
      ],
    ],
    asked: 'Thank you, I put that on your visit. Is that all?',
    node: 'all',
    reasons: [unsure, 'A key has to be collected.', forPerson],
  },
  {
    intent: 'Invoice',
    flow: 'Invoices',
    solves: 0.52,
    drops: 0.1,
    solved: [
      [
        'b: Receipts come by e-mail after the visit. Shall I send the latest again?',
        'c: Yes please | Yes',
        'b: It is on its way to {email}.',
        'c?: Got it thanks | Thank you!',
      ],
    ],
    asked: 'Receipts come by e-mail after the visit. Shall I send the latest again?',
    node: 'again',
    reasons: ['A question about an amount.', unsure, forPerson],
  },
  {
    intent: 'Complaint',
    flow: 'Something went wrong',
    solves: 0,
    drops: 0.03,
    solved: [],
    asked:
      'I am sorry to hear that, {first}. In a few words, what happened? A colleague will look at it first thing.',
    node: 'what',
    reasons: ['A complaint: always for people.'],
  },
  {
    intent: 'Job',
    flow: 'Jobs',
    solves: 0.58,
    drops: 0.16,
    solved: [
      [
        'b: We are glad about good people! Do you have the right to work in the UK?',
        'c: Yes | Yes I do',
        'b: Please send your CV to jobs@brightside.example with the days you could work. {colleague} reads every one.',
        'c?: Thank you, I will | Sent!',
      ],
    ],
    asked: 'We are glad about good people! Do you have the right to work in the UK?',
    node: 'right',
    reasons: [forPerson, unsure],
  },
]

/** What the bot says when it passes on. */
export const passingOn = 'I’ll pass you to a colleague. One moment, please.'
export const passingOnClosed = 'I’ll pass you to a colleague. We open at eight and answer first thing.'
