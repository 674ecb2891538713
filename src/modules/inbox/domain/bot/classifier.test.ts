import { expect, test } from 'vitest'
import { accuracyOf, featuresOf, learnIntents } from './classifier.ts'

const intents = [
  {
    name: 'move visit',
    examples: [
      'Can we move the visit to Friday?',
      'I need to reschedule my cleaning',
      'Could you come later on Tuesday instead',
      'please change my appointment to another day',
      'is it possible to move my visit to another day',
      'I would like to reschedule the visit',
    ],
  },
  {
    name: 'price',
    examples: [
      'How much is a deep clean?',
      'What do you charge for two bedrooms',
      'could I have a quote for an end of tenancy clean',
      'your prices please',
      'how much do you charge per hour',
      'what are your prices for a deep clean',
    ],
  },
  {
    name: 'cancel',
    examples: [
      'I want to cancel my booking',
      'please cancel the visit on Monday',
      'cancel everything, we are moving out',
      'we do not need the cleaner any more',
      'I would like to cancel the booking',
      'please cancel my cleaner',
    ],
  },
]

test.each([
  ['Hi, can you come on Friday instead of Thursday?', 'move visit'],
  ['how much would you charge for a flat with three bedrooms', 'price'],
  ['cancelling my appointment please', 'cancel'],
  ['Could I reschedule to another day', 'move visit'],
])('“%s” is about %s (INBX-031)', (text, intent) => {
  const guess = learnIntents(intents).classify(text)
  expect(guess.intent).toBe(intent)
  expect(guess.confidence).toBeGreaterThan(0.45)
})

test.each(['', '👍', 'zzz qqq xxyyzz', '¿Qué?'])('of “%s” nothing is guessed', (text) => {
  expect(learnIntents(intents).classify(text)).toEqual({ intent: '', confidence: 0 })
})

test('text of mostly unknown words is trusted less than the same words alone', () => {
  const { classify } = learnIntents(intents)
  const long = 'cancel Wordsworth Bartholomew Pimlico Xanadu Babbage Lovelace Turing'
  expect(classify(long).confidence).toBeLessThan(classify('cancel').confidence / 2)
})

test('a single intent or none at all does not break', () => {
  expect(learnIntents([]).classify('cancel')).toEqual({ intent: '', confidence: 0 })
  expect(learnIntents([intents[0]!]).classify('move the visit').intent).toBe('move visit')
})

test('accuracy is measured with each example left out, and is none with too few', () => {
  expect(accuracyOf(intents)).toBeGreaterThan(50)
  expect(accuracyOf(intents.map((one) => ({ ...one, examples: one.examples.slice(0, 2) })))).toBeNull()
})

test('endings, case, accents and numbers do not matter', () => {
  expect(featuresOf('Cancelling')).toEqual(featuresOf('cancelled'))
  expect(featuresOf('CAFÉ 12')).toEqual(featuresOf('cafe\u0301 99'))
})
