import { expect, test } from 'vitest'
import { linkBack, missedAnswersText } from './missed-answers.ts'

test.each([
  [
    'https://firm.example/prices?x=1#top',
    ['https://firm.example'],
    'https://firm.example/prices#frontdesk-chat',
  ],
  ['https://www.firm.example/', ['https://firm.example'], 'https://www.firm.example/#frontdesk-chat'],
  // Nobody named a site: any page may be a stranger's.
  ['https://firm.example/', [], null],
  ['https://evil.example/', ['https://firm.example'], null],
  ['javascript:alert(1)', ['https://firm.example'], null],
  ['https://firm.example@evil.example/', ['https://firm.example'], null],
  ['', ['https://firm.example'], null],
])('a mail about a chat on “%s” of %s leads to %s', (page, sites, link) => {
  expect(linkBack(page, sites)).toBe(link)
})

test('the mail holds every answer in its order, the ways to go on and the way out', () => {
  const text = missedAnswersText({
    visitorName: 'Ana Lima',
    answers: [
      { name: 'Ann', body: 'We do!', files: [] },
      { name: '', body: '', files: ['prices.pdf'] },
    ],
    link: 'https://firm.example/#frontdesk-chat',
    stopWord: 'STOP',
  })
  expect(text.split('\n\n')).toEqual([
    'Hello Ana,',
    'you left our chat before you saw this:',
    'Ann: We do!',
    '[prices.pdf]',
    'Answer this mail, or go on in the chat: https://firm.example/#frontdesk-chat',
    'This address was left in our chat. Answer STOP to get no more of these mails.',
  ])
})
