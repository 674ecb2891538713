import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileType, isShowable } from './file-type.ts'

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])),
  )
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('what a file is, whatever its sender says', () => {
  test.each<[name: string, content: Uint8Array, declared: string, is: string]>([
    ['a picture', bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png', 'image/png'],
    ['a picture called text', bytes(0xff, 0xd8, 0xff, 0xe0), 'text/plain', 'image/jpeg'],
    ['a page called a picture', bytes('<html><script>alert(1)</script>'), 'image/png', 'text/html'],
    [
      'a page behind a byte order mark',
      new TextEncoder().encode('\ufeff  <!DOCTYPE html>'),
      'text/plain',
      'text/html',
    ],
    ['a drawing called PNG', bytes('<?xml version="1.0"?><svg onload="x">'), 'image/png', 'image/svg+xml'],
    ['a program called a PDF', bytes('MZ', 0x90, 0), 'application/pdf', 'application/x-msdownload'],
    ['a Word file', bytes('PK', 3, 4), WORD, WORD],
    ['an archive called a picture', bytes('PK', 3, 4), 'image/png', 'application/zip'],
    ['a voice message', bytes('OggS', 0), 'audio/ogg; codecs=opus', 'audio/ogg'],
    ['a recording', bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt '), 'audio/x-wav', 'audio/wav'],
    ['a calendar', bytes('BEGIN:VCALENDAR'), 'text/calendar; method=REQUEST', 'text/calendar'],
    ['words called a picture', bytes('just words'), 'image/png', 'text/plain'],
    ['bytes that nobody knows', bytes(1, 0, 2), 'image/png', 'application/octet-stream'],
    ['nothing', bytes(), 'image/png', 'application/octet-stream'],
  ])('%s', (_, content, declared, is) => {
    expect(fileType(content, declared)).toBe(is)
  })
})

test('nothing that is unknown, marked up or a program is ever shown in a page', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.string(), (content, declared) => {
      const type = fileType(content, declared)
      expect(/html|svg|xml|javascript|octet|msdownload/.test(type) && isShowable(type)).toBe(false)
    }),
  )
})
