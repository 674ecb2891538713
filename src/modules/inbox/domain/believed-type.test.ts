import { expect, test } from 'vitest'
import { believedType } from './believed-type.ts'

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])),
  )
const jpeg = bytes(0xff, 0xd8, 0xff, 0xe0)

test.each<[string, string, Uint8Array, string | null]>([
  ['a picture', 'image/jpeg', jpeg, 'image/jpeg'],
  ['a picture of another kind than declared', 'image/png', jpeg, 'image/jpeg'],
  ['a picture of no declared kind', '', jpeg, 'image/jpeg'],
  ['a voice message', 'audio/ogg; codecs=opus', bytes('OggS', 0), 'audio/ogg'],
  ['a PDF', 'application/pdf', bytes('%PDF-1.7'), 'application/pdf'],
  ['a list', 'text/csv', bytes('a,b\n1,2'), 'text/csv'],
  ['a page called a picture', 'image/jpeg', bytes('<html><script>'), null],
  ['a page', 'text/html', bytes('<!doctype html><p>'), null],
  ['a drawing that may hold scripts', 'image/svg+xml', bytes('<svg onload="x">'), null],
  ['a program called a PDF', 'application/pdf', bytes('MZ', 0x90, 0), null],
  ['a PDF called a picture', 'image/png', bytes('%PDF-1.7'), null],
  ['words called a sound', 'audio/mpeg', bytes('just words'), null],
  ['nothing', 'image/png', bytes(), null],
])('INBX-015 %s', (_, declared, content, kept) => {
  const decision = believedType(declared, content)
  if (kept === null) expect(decision).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) })
  else expect(decision).toEqual({ ok: true, mediaType: kept })
})
