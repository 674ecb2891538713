import { describe, expect, test } from 'vitest'
import { automationOf, type MailHeaders, readDeliveryReport, returnedMessageId } from './mail-automation.ts'

describe('who wrote a mail: a person or a machine', () => {
  test.each<[headers: MailHeaders, from: string, subject: string, automation: string]>([
    [{}, 'ana@example.com', 'Hello', 'none'],
    [{ 'auto-submitted': 'no' }, 'ana@example.com', 'Hello', 'none'],
    [{ 'auto-submitted': 'auto-replied (vacation)' }, 'ana@example.com', 'Hello', 'reply'],
    [{ 'auto-submitted': 'auto-generated' }, 'form@example.com', 'Contact form', 'generated'],
    [{ precedence: 'auto_reply' }, 'ana@example.com', 'Hello', 'reply'],
    [{ precedence: 'Bulk' }, 'news@example.com', 'Offers', 'generated'],
    [{ 'list-id': '<news.example.com>' }, 'news@example.com', 'Offers', 'generated'],
    [{ 'x-autoreply': 'yes' }, 'ana@example.com', 'Hello', 'reply'],
    [{}, 'ana@example.com', 'Out of Office: Hello', 'reply'],
    [{}, 'ana@example.com', 'Automatische Antwort: Termin', 'reply'],
    [{}, 'ana@example.com', 'I am out of office supplies', 'none'],
    [
      { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' },
      'mailer-daemon@x',
      '',
      'bounce',
    ],
    [{ 'content-type': 'multipart/report; report-type=disposition-notification' }, 'a@x', 'Read', 'none'],
    [{ 'return-path': '<>' }, 'MAILER-DAEMON@x.example', 'Undelivered', 'bounce'],
    [{ 'x-failed-recipients': 'a@b.example' }, 'x@y', 'Delivery failed', 'bounce'],
    [{}, 'postmaster@x.example', 'Your mailbox is full', 'generated'],
  ])('%j from %s, "%s" → %s', (headers, from, subject, automation) => {
    expect(automationOf(headers, from, subject)).toBe(automation)
  })
})

test('a delivery report tells whom it is about and what the other server said', () => {
  const report = [
    'Reporting-MTA: dns; mx.firm.example',
    '',
    'Final-Recipient: rfc822; Nobody@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.com>:',
    '    Recipient address rejected',
    '',
    'Original-Recipient: rfc822;late@example.com',
    'Action: Delayed',
    'Status: 4.4.7 (expired)',
  ].join('\r\n')
  expect(readDeliveryReport(report)).toEqual([
    {
      action: 'failed',
      status: '5.1.1',
      recipient: 'nobody@example.com',
      diagnostic: '550 5.1.1 <nobody@example.com>: Recipient address rejected',
    },
    { action: 'delayed', status: '4.4.7', recipient: 'late@example.com', diagnostic: '' },
  ])
  expect(readDeliveryReport('nothing of the kind')).toEqual([])
})

test('the mail that bounced is found in its returned headers', () => {
  expect(returnedMessageId('Subject: x\r\nMessage-ID: <c1.a@b>\r\n')).toBe('<c1.a@b>')
  expect(returnedMessageId('> Message-ID: <c1.a@b>')).toBeNull()
})
