import { expect, test } from 'vitest'
import type { BotNode } from '../../contract/bot.ts'
import { findFlowFaults } from './flow-faults.ts'

const say = (id: string, next: string): BotNode => ({ id, kind: 'say', text: 'Hello', next })
const ask = (id: string, next: string, answer = 'postcode'): BotNode => ({
  id,
  kind: 'ask',
  text: 'Where?',
  answer,
  expects: 'text',
  next,
})
const finish = (id: string): BotNode => ({ id, kind: 'finish', text: '' })
const choose = (id: string, ...ways: string[]): BotNode => ({
  id,
  kind: 'choose',
  text: 'Which?',
  choices: ways.map((next) => ({ label: next, next })),
})

const faultsOf = (...nodes: BotNode[]) =>
  findFlowFaults({ start: 'a', nodes, keywords: [] }).map(({ node, message }) => `${node}: ${message}`)

test.each<[string, BotNode[], string[]]>([
  ['a plain flow', [say('a', 'b'), ask('b', 'c'), finish('c')], []],
  [
    'a question that comes back to itself until it is answered',
    [ask('a', 'b'), choose('b', 'a', 'c'), finish('c')],
    [],
  ],
  ['a way that leads nowhere', [say('a', 'x')], ['a: Leads to “x”, which is missing.']],
  [
    'two steps of one name',
    [say('a', 'b'), finish('b'), finish('b')],
    ['b: There are two steps with this name.'],
  ],
  ['a start that is missing', [finish('b')], [': The flow begins at “a”, which is missing.']],
  ['a step that nothing leads to', [finish('a'), finish('b')], ['b: Nothing leads here.']],
  [
    'a circle of talking, whatever comes after',
    [say('a', 'b'), say('b', 'a')],
    [
      'a: From here the flow never ends. Lead to a finish or to a person.',
      'b: From here the flow never ends. Lead to a finish or to a person.',
      'a: The flow comes back here without waiting for an answer.',
      'b: The flow comes back here without waiting for an answer.',
    ],
  ],
  [
    'questions for ever',
    [ask('a', 'b'), ask('b', 'a')],
    [
      'a: From here the flow never ends. Lead to a finish or to a person.',
      'b: From here the flow never ends. Lead to a finish or to a person.',
    ],
  ],
  [
    'a branch that goes back without asking again',
    [
      ask('a', 'b'),
      { id: 'b', kind: 'branch', answer: 'postcode', equals: 'N1', match: 'c', otherwise: 'd' },
      say('d', 'b'),
      finish('c'),
    ],
    [
      'b: The flow comes back here without waiting for an answer.',
      'd: The flow comes back here without waiting for an answer.',
    ],
  ],
  [
    'a branch on an answer that nobody asked for',
    [{ id: 'a', kind: 'branch', answer: 'size', equals: 'big', match: 'b', otherwise: 'b' }, finish('b')],
    ['a: Looks at the answer “size”, which no step asks for.'],
  ],
])('%s', (_, nodes, faults) => expect(faultsOf(...nodes)).toEqual(faults))
