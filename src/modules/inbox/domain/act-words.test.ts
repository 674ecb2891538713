import { expect, test } from 'vitest'
import { assignmentWords, labelWords } from './act-words.ts'

const ann = { by: 'Ann', byId: 'a' }
const bob = { id: 'b', name: 'Bob' }
const sales = { id: 's', name: 'Sales' }

test.each([
  [{ ...ann, assignee: { id: 'a', name: 'Ann' }, team: undefined }, 'Ann took this conversation.'],
  [{ ...ann, assignee: bob, team: undefined }, 'Ann gave this conversation to Bob.'],
  [{ ...ann, assignee: bob, team: sales }, 'Ann gave this conversation to Bob in the team Sales.'],
  [{ ...ann, assignee: undefined, team: sales }, 'Ann gave this conversation to the team Sales.'],
  [{ ...ann, assignee: null, team: undefined }, 'Ann took this conversation from its person.'],
  [{ ...ann, assignee: undefined, team: null }, 'Ann took this conversation out of its team.'],
  [
    { ...ann, assignee: null, team: sales },
    'Ann took this conversation from its person and gave this conversation to the team Sales.',
  ],
  [
    { by: 'The rule “New chats”', byId: null, assignee: bob, team: sales },
    'The rule “New chats” gave this conversation to Bob in the team Sales.',
  ],
])('%o', (facts, words) => expect(assignmentWords(facts)).toBe(words))

test.each([
  [['VIP'], ['VIP', 'Late'], 'Ann added Late (label).'],
  [['VIP'], ['Late', 'Key'], 'Ann added Late and Key and removed VIP (labels).'],
  [['VIP'], ['VIP'], ''],
])('labels %o to %o', (before, after, words) => expect(labelWords('Ann', before, after)).toBe(words))
