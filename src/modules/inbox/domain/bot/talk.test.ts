import { expect, test } from 'vitest'
import type { FlowDefinition } from '../../contract/bot.ts'
import { beginTalk, continueTalk, type Turn } from './talk.ts'

const flow: FlowDefinition = {
  start: 'hello',
  keywords: [],
  nodes: [
    { id: 'hello', kind: 'say', text: 'Hello {{name}}, this is {{organization}}.', next: 'what' },
    {
      id: 'what',
      kind: 'choose',
      text: 'What can we do?',
      choices: [
        { label: 'Book', next: 'where' },
        { label: 'A person', next: 'person' },
        { label: 'Nothing', next: 'bye' },
      ],
    },
    {
      id: 'where',
      kind: 'ask',
      text: 'Your postcode?',
      answer: 'postcode',
      expects: 'postcode',
      next: 'near',
    },
    { id: 'near', kind: 'branch', answer: 'postcode', equals: 'n16 8jr', match: 'link', otherwise: 'link' },
    { id: 'link', kind: 'book', text: 'Choose a time for {{postcode}}:' },
    { id: 'person', kind: 'hand_over', text: 'One moment.', reason: 'asked for a person' },
    { id: 'bye', kind: 'finish', text: 'Have a good day.' },
  ],
}
const facts = { name: 'Yusuf', organization: 'Brightside', booking_url: 'https://x.test/book' }
const textsOf = ({ says }: Turn) => says.map(({ text }) => text)

/** A whole talk: what the customer says, one after the other. */
function talkOver(...said: string[]): Turn {
  return said.reduce((turn, text) => continueTalk(flow, turn.talk, text, facts), beginTalk(flow, facts))
}

test('a flow says everything up to its first question, with names filled in', () => {
  const turn = beginTalk(flow, facts)
  expect(textsOf(turn)).toEqual(['Hello Yusuf, this is Brightside.', 'What can we do?'])
  expect(turn.says[1]!.choices).toEqual(['Book', 'A person', 'Nothing'])
  expect(turn).toMatchObject({ outcome: 'running', talk: { node: 'what' } })
})

test.each(['Book', 'book ', '1', '1.'])('“%s” is the first choice', (text) => {
  expect(talkOver(text).talk.node).toBe('where')
})

test('a postcode is asked for, kept in its usual form, and the link follows', () => {
  const turn = talkOver('Book', 'it is n168jr, top bell')
  expect(turn.talk.answers).toEqual({ postcode: 'N16 8JR' })
  expect(textsOf(turn)).toEqual(['Choose a time for N16 8JR:\nhttps://x.test/book'])
  expect(turn.outcome).toBe('solved')
})

test('an answer that fits nothing is asked for again twice; then a person helps, with the reason (INBX-032)', () => {
  const first = talkOver('Book', 'the blue house')
  expect(textsOf(first)).toEqual(['I am sorry, I did not understand that.', 'Your postcode?'])
  expect(talkOver('Book', 'the blue house', 'hm').outcome).toBe('running')
  expect(talkOver('Book', 'the blue house', 'hm', 'no')).toMatchObject({
    outcome: 'escalated',
    reason: 'The answer was not understood.',
  })
  expect(talkOver('Book', 'the blue house', 'N16 8JR').outcome).toBe('solved')
})

test.each([
  ['A person', 'escalated', 'asked for a person'],
  ['Nothing', 'solved', ''],
])('“%s” ends as %s', (text, outcome, reason) => {
  expect(talkOver(text)).toMatchObject({ outcome, reason })
})

test('a flow that was changed under the customer passes to a person', () => {
  const gone = { node: 'gone', answers: {}, misses: 0 }
  expect(continueTalk(flow, gone, 'Hello', facts)).toMatchObject({ outcome: 'escalated' })
})

test.each([
  ['email', 'write to Me@Example.org please', 'me@example.org'],
  ['email', 'no mail', null],
  ['phone', '07700 900 142', '07700900142'],
  ['phone', '12', null],
  ['number', 'three or 4 rooms', '4'],
  ['yes_no', 'Yes please', 'yes'],
  ['yes_no', 'nope', 'no'],
  ['yes_no', 'perhaps', null],
  ['text', '  ', null],
] as const)('asked for %s, “%s” is %s', (expects, text, answer) => {
  const one: FlowDefinition = {
    start: 'q',
    keywords: [],
    nodes: [
      { id: 'q', kind: 'ask', text: '?', answer: 'it', expects, next: 'end' },
      { id: 'end', kind: 'finish', text: '' },
    ],
  }
  const { talk, outcome } = continueTalk(one, beginTalk(one, {}).talk, text, {})
  expect(answer === null ? outcome : talk.answers.it).toBe(answer ?? 'running')
})

test('a circle without a question, which saving refuses, ends with a person all the same', () => {
  const circle: FlowDefinition = {
    start: 'a',
    keywords: [],
    nodes: [
      { id: 'a', kind: 'say', text: 'A', next: 'b' },
      { id: 'b', kind: 'say', text: 'B', next: 'a' },
    ],
  }
  expect(beginTalk(circle, {})).toMatchObject({
    outcome: 'escalated',
    reason: 'The flow goes round in a circle.',
  })
})
