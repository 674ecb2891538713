import { describe, expect, test } from 'vitest'
import { cleanText, foldQuoted, textOfHtml } from './mail-text.ts'

const lines = (...all: string[]) => all.join('\n')

describe('the quoted part of a mail is folded away', () => {
  test.each<[name: string, mail: string, own: string, quoted: string]>([
    ['a mail without a quotation stays as it is', 'Hello\n\nBye', 'Hello\n\nBye', ''],
    [
      'Gmail, the attribution broken over two lines',
      lines(
        'Thanks!',
        '',
        'On Sat, 21 Nov 2026 at 10:12, Brightside Cleaning',
        '<hello@b.example> wrote:',
        '',
        '> Hi',
      ),
      'Thanks!',
      lines('On Sat, 21 Nov 2026 at 10:12, Brightside Cleaning', '<hello@b.example> wrote:', '', '> Hi'),
    ],
    [
      'German',
      'Ja.\n\nAm 21.11.2026 um 10:12 schrieb Ana:\n> Nein?',
      'Ja.',
      'Am 21.11.2026 um 10:12 schrieb Ana:\n> Nein?',
    ],
    [
      'French',
      'Oui.\n\nLe 21/11/2026 à 10:12, Ana a écrit :\n> Non ?',
      'Oui.',
      'Le 21/11/2026 à 10:12, Ana a écrit :\n> Non ?',
    ],
    [
      'Outlook, with a rule and a block of headers',
      lines(
        'See below.',
        '',
        '________________________________',
        'From: Ana <a@b.example>',
        'Sent: Monday',
        'To: Bo',
        'Subject: Hi',
        '',
        'Old words',
      ),
      'See below.',
      lines(
        '________________________________',
        'From: Ana <a@b.example>',
        'Sent: Monday',
        'To: Bo',
        'Subject: Hi',
        '',
        'Old words',
      ),
    ],
    ['Outlook of old', 'Yes\n\n-----Original Message-----\nNo?', 'Yes', '-----Original Message-----\nNo?'],
    [
      'a bare block of >',
      'Fine by me.\n> Is Monday fine?\n> Or Tuesday?',
      'Fine by me.',
      '> Is Monday fine?\n> Or Tuesday?',
    ],
    [
      'an answer under the quotation',
      'On Monday, Ana wrote:\n> Is Monday fine?\n\nIt is.',
      'It is.',
      'On Monday, Ana wrote:\n> Is Monday fine?',
    ],
    ['answers between the lines stay whole', '> One?\nYes.\n> Two?\nNo.', '> One?\nYes.\n> Two?\nNo.', ''],
    ['a signature', 'Hello\n\n-- \nAna\nBrightside', 'Hello', '-- \nAna\nBrightside'.replace('-- ', '--')],
    ['a telephone’s signature', 'Hello\n\nSent from my iPhone', 'Hello', 'Sent from my iPhone'],
    [
      'a signature above the quotation',
      'Hi\n-- \nAna\n\nOn Monday, Bo wrote:\n> Hey',
      'Hi',
      '--\nAna\n\nOn Monday, Bo wrote:\n> Hey',
    ],
    ['a mail that is nothing but a quotation stays readable', '> only this', '> only this', ''],
    [
      'words that only look like an attribution',
      'On Monday I wrote:\nbuy milk',
      'On Monday I wrote:\nbuy milk',
      '',
    ],
    ['one From: is no block of headers', 'From: the heart\nwith love', 'From: the heart\nwith love', ''],
    ['Windows line ends', 'Yes\r\n\r\n> No?\r\n', 'Yes', '> No?'],
  ])('%s', (_, mail, own, quoted) => {
    expect(foldQuoted(mail)).toEqual({ own, quoted })
  })

  test('a megabyte of quotation with a word below takes no time', () => {
    const mail = `Hello\n${'> line\n'.repeat(150_000)}bye`
    const began = performance.now()
    expect(foldQuoted(mail).own).toContain('bye')
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

describe('text of HTML', () => {
  test.each([
    ['<p>Hello <b>you</b></p><p>Bye</p>', 'Hello you\n\nBye'],
    ['<div>One</div><div>Two</div>', 'One\nTwo'],
    ['a<br>b<br /><br />c', 'a\nb\n\nc'],
    ['<ul><li>one</li><li>two</li></ul>', '• one\n• two'],
    ['<p>New</p><blockquote><p>Old</p><p>Older</p></blockquote>', 'New\n\n> Old\n\n> Older'],
    [
      '<table><tr><td>Mo</td><td>9:00</td></tr><tr><td>Tu</td><td>10:00</td></tr></table>',
      'Mo 9:00\nTu 10:00',
    ],
    ['&lt;b&gt; &amp; &pound;5 &#163;6 &#x1F600; &#0; &#xD800;', '<b> & &pound;5 £6 😀'],
    ['  spread \n   out  ', 'spread out'],
    ['', ''],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text)
  })

  test('a megabyte of tags takes no time', () => {
    const began = performance.now()
    textOfHtml('<div>x</div>'.repeat(100_000))
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

test('text that PostgreSQL would refuse is cleaned and shortened without breaking a character', () => {
  expect(cleanText('a\u0000b\u0007c\td\n', 100)).toBe('abc\td\n')
  expect(cleanText('half \ud83d', 100)).toBe('half \ufffd')
  expect(cleanText('😀😀', 3)).toBe('😀\ufffd…')
})
