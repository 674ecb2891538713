import { expect, test } from 'vitest'
import { chooseFlow } from './choose-flow.ts'
import type { Classifier } from './classifier.ts'

const flow = (id: string, ...keywords: string[]) => ({ id, definition: { start: 'a', nodes: [], keywords } })
const flows = [flow('prices', 'price', 'how much'), flow('booking')]
const intents = [
  { name: 'price', flowId: 'prices' },
  { name: 'book', flowId: 'booking' },
  { name: 'complaint', flowId: null },
  { name: 'old', flowId: 'switched-off' },
]
const always = (intent: string, confidence: number): Classifier => ({
  classify: () => ({ intent, confidence }),
})
const choose = (text: string, intent: string, confidence: number) =>
  chooseFlow(text, flows, intents, always(intent, confidence), 0.6)

test.each([
  ['PRICE?', 'complaint', 0.1, 'prices', 'price'],
  ['How much is it', 'book', 0.9, 'prices', 'price'],
  ['priceless work', 'book', 0.9, 'booking', 'book'],
  ['I would like to come to you', 'book', 0.6, 'booking', 'book'],
])('“%s” with the guess %s (%d) leads to %s', (text, guess, confidence, flowId, intent) => {
  expect(choose(text, guess, confidence)).toMatchObject({ flowId, intent, reason: '' })
})

test.each([
  ['something', 'book', 0.59, 'Not certain enough what is wanted.'],
  ['zzz', '', 0, 'Nothing like it was seen before.'],
  ['this is a disgrace', 'complaint', 0.9, '“complaint” is for people.'],
  ['as it was', 'old', 0.9, '“old” is for people.'],
  ['Can I talk to somebody?', 'book', 0.9, 'The customer asked for a person.'],
  ['human please', 'book', 0.9, 'The customer asked for a person.'],
])('“%s” with the guess “%s” (%d) is for a person: %s (INBX-032)', (text, guess, confidence, reason) => {
  expect(choose(text, guess, confidence)).toMatchObject({ flowId: undefined, intent: guess, reason })
})
