import type { BotNode, FlowDefinition } from '../contract/bot.ts'

export const stepNames: Readonly<Record<BotNode['kind'], string>> = {
  say: 'Say',
  ask: 'Ask',
  choose: 'Offer choices',
  branch: 'Go by an answer',
  book: 'Send the booking link',
  hand_over: 'Pass to a person',
  finish: 'Finish',
}

export const answerKinds: readonly { value: Extract<BotNode, { kind: 'ask' }>['expects']; label: string }[] =
  [
    { value: 'text', label: 'Any words' },
    { value: 'postcode', label: 'A postcode' },
    { value: 'email', label: 'An e-mail address' },
    { value: 'phone', label: 'A telephone number' },
    { value: 'number', label: 'A number' },
    { value: 'yes_no', label: 'Yes or no' },
  ]

/** A step as people tell it from the others: `2 · Say “A regular clean begins at …”`. */
export function stepWords(nodes: readonly BotNode[], id: string): string {
  const at = nodes.findIndex((node) => node.id === id)
  const node = nodes[at]
  if (!node) return `“${id}”, which is missing`
  const text = node.kind === 'branch' ? `${node.answer} is ${node.equals}` : node.text
  const short = text.length > 34 ? `${text.slice(0, 32).trimEnd()}…` : text
  return `${at + 1} · ${stepNames[node.kind]}${short && `: ${short}`}`
}

/** A step of a kind, with the next step it leads to. */
export function newStep(kind: BotNode['kind'], id: string, next: string): BotNode {
  switch (kind) {
    case 'say':
      return { id, kind, text: 'Write what the bot says.', next }
    case 'ask':
      return { id, kind, text: 'Which postcode is it?', answer: 'postcode', expects: 'postcode', next }
    case 'choose':
      return {
        id,
        kind,
        text: 'What can we do for you?',
        choices: [
          { label: 'This', next },
          { label: 'That', next },
        ],
      }
    case 'branch':
      return { id, kind, answer: 'postcode', equals: '', match: next, otherwise: next }
    case 'book':
      return { id, kind, text: 'Choose a time that suits you:' }
    case 'hand_over':
      return {
        id,
        kind,
        text: 'One moment, a colleague will answer.',
        reason: 'The customer asked for a person.',
      }
    default:
      return { id, kind: 'finish', text: 'Thank you, and have a good day.' }
  }
}

/** A free name for a new step: `ask-2`. */
export function freeId(flow: FlowDefinition, kind: BotNode['kind']): string {
  const word = kind.replace('_', '-')
  const taken = new Set(flow.nodes.map(({ id }) => id))
  for (let n = 1; ; n++) {
    const id = n === 1 ? word : `${word}-${n}`
    if (!taken.has(id)) return id
  }
}

/** Flows to begin with. */
export const starters: readonly { name: string; lead: string; definition: FlowDefinition }[] = [
  {
    name: 'Book a visit',
    lead: 'Asks for the postcode and sends the link to online booking.',
    definition: {
      start: 'ask',
      keywords: ['book', 'booking'],
      nodes: [
        {
          id: 'ask',
          kind: 'ask',
          text: 'Gladly, {{first_name}}. Which postcode is it?',
          answer: 'postcode',
          expects: 'postcode',
          next: 'book',
        },
        { id: 'book', kind: 'book', text: 'Free times for {{postcode}}, with prices:' },
      ],
    },
  },
  {
    name: 'Prices',
    lead: 'Offers the usual services and says what they cost.',
    definition: {
      start: 'choose',
      keywords: ['price', 'prices', 'how much'],
      nodes: [
        {
          id: 'choose',
          kind: 'choose',
          text: 'Which clean would you like to know about?',
          choices: [
            { label: 'Regular', next: 'regular' },
            { label: 'Deep clean', next: 'deep' },
            { label: 'Something else', next: 'hand-over' },
          ],
        },
        { id: 'regular', kind: 'say', text: 'A regular clean begins at £44 for two hours.', next: 'book' },
        { id: 'deep', kind: 'say', text: 'A deep clean begins at £125 for four hours.', next: 'book' },
        { id: 'book', kind: 'book', text: 'Your exact price and free times:' },
        {
          id: 'hand-over',
          kind: 'hand_over',
          text: 'A colleague will tell you.',
          reason: 'Asked for another price.',
        },
      ],
    },
  },
  {
    name: 'Opening hours',
    lead: 'Says when somebody is there.',
    definition: {
      start: 'say',
      keywords: ['opening hours', 'open'],
      nodes: [
        {
          id: 'say',
          kind: 'say',
          text: 'We answer Monday to Friday from 8 to 6, and Saturday mornings.',
          next: 'finish',
        },
        { id: 'finish', kind: 'finish', text: 'You can book at any time: {{booking_url}}' },
      ],
    },
  },
  {
    name: 'Move a visit',
    lead: 'Asks what is wished for, then passes it on with the answer.',
    definition: {
      start: 'ask',
      keywords: ['reschedule', 'move my visit'],
      nodes: [
        {
          id: 'ask',
          kind: 'ask',
          text: 'Which day and time would suit you better?',
          answer: 'wish',
          expects: 'text',
          next: 'hand-over',
        },
        {
          id: 'hand-over',
          kind: 'hand_over',
          text: 'Thank you. A colleague looks at {{wish}} and answers here.',
          reason: 'Wants to move a visit.',
        },
      ],
    },
  },
]
