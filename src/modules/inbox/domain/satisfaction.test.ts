import { expect, test } from 'vitest'
import { mayAsk, type QuestionFacts, questionText } from './satisfaction.ts'

const facts: QuestionFacts = {
  isEnabled: true,
  channelKind: 'whatsapp',
  status: 'resolved',
  handledBy: 'agent',
  lastAskedAt: null,
  now: '2026-11-23T10:00:00.000Z',
}

test.each([
  ['the usual case', {}, true],
  ['the bot did it', { handledBy: 'bot' }, true],
  ['switched off', { isEnabled: false }, false],
  ['a call', { channelKind: 'phone' }, false],
  ['opened again meanwhile', { status: 'open' }, false],
  ['nobody answered', { handledBy: 'nobody' }, false],
  ['asked yesterday', { lastAskedAt: '2026-11-22T10:00:00.000Z' }, false],
  ['asked a week ago', { lastAskedAt: '2026-11-16T10:00:00.000Z' }, true],
] as const)('%s', (_case, change, answer) => expect(mayAsk({ ...facts, ...change })).toBe(answer))

test('only a mail carries the link', () => {
  expect(questionText('How?', 'sms', 'https://x')).toBe('How?')
  expect(questionText('How?', 'email', 'https://x')).toContain('https://x')
})
