import { describe, expect, test } from 'vitest'
import { sanitizeMailHtml, withFoldWords } from './email-html.ts'
import { readMime } from './email-read.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const head = 'From: Ana <Ana@Example.com>\r\nTo: hello@firm.example\r\n'
const textOf = async (raw: Uint8Array) => (await readMime(raw))?.text?.trim()

describe('character sets', () => {
  test.each<[name: string, raw: Uint8Array, text: string]>([
    ['as declared', bytes(`${head}Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe`), 'Grüße'],
    ['UTF-8 without a word', Buffer.from(`${head}\r\nGrüße`), 'Grüße'],
    [
      'UTF-8 that says us-ascii',
      Buffer.from(`${head}Content-Type: text/plain; charset=us-ascii\r\n\r\nGrüße 😀`),
      'Grüße 😀',
    ],
    [
      'UTF-8 under an unknown name',
      Buffer.from(`${head}Content-Type: text/plain; charset=x-nonsense\r\n\r\nGrüße`),
      'Grüße',
    ],
    [
      'windows-1252 that says UTF-8',
      bytes(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\nGr\xfc\xdfe \x80 5`),
      'Grüße € 5',
    ],
    [
      'Japanese',
      bytes(`${head}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B$3$s$K$A$O\x1b(B`),
      'こんにちは',
    ],
    [
      'real signs that look broken',
      Buffer.from(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\nÂ£ is how £ breaks`),
      'Â£ is how £ breaks',
    ],
  ])('%s', async (_, raw, text) => {
    expect(await textOf(raw)).toBe(text)
  })

  test('a subject and a name in their own sets', async () => {
    const raw = 'From: =?utf-8?B?Wm/Dqw==?= <z@x.example>\r\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\n\r\nx'
    expect(await readMime(bytes(raw))).toMatchObject({ from: { name: 'Zoë' }, subject: 'Grüße' })
  })
})

describe('mails that are hardly mails', () => {
  test.each([
    ['nothing', ''],
    ['bytes', '\x00\x01\x02\x03'],
    [
      'a thousand levels',
      `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(1_000)}`,
    ],
  ])('%s is no mail, and no fault', async (_, raw) => {
    const read = await readMime(bytes(raw))
    expect(read === null || read.text === null || read.text.trim() === '').toBe(true)
  })

  test('an address that would break a header is none', async () => {
    expect((await readMime(bytes('From: "a\r\n b" <a@b.example>\r\n\r\nx')))?.from?.address).toBe(
      'a@b.example',
    )
    expect((await readMime(bytes('From: undisclosed-recipients:;\r\n\r\nx')))?.from).toBeNull()
  })

  test.each([
    ['lines', `${head}\r\n${'a line of text\r\n'.repeat(40_000)}`],
    ['tags', `${head}Content-Type: text/html\r\n\r\n${'<div><b>x</b></div>'.repeat(30_000)}`],
    ['open tags', `${head}Content-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}hello`],
    ['comments', `${head}Content-Type: text/html\r\n\r\n${'<!--'.repeat(250_000)}`],
    [
      'parts',
      `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\na\r\n'.repeat(15_000)}--x--`,
    ],
  ])('a megabyte of %s is read within seconds', async (_, raw) => {
    const began = performance.now()
    expect(await readMime(bytes(raw))).not.toBeNull()
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

test('what a mail encloses keeps its bytes, its name and the id that the text names it by', async () => {
  const raw = `${head}Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<img src="cid:i@x">\r\n--x\r\nContent-Type: image/png; name="oven.png"\r\nContent-ID: <i@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nInner\r\n--x--`
  const mail = await readMime(bytes(raw))
  expect(mail!.files.map(({ name, contentId, declaredType }) => [name, contentId, declaredType])).toEqual([
    ['oven.png', 'i@x', 'image/png'],
    ['mail.eml', null, 'message/rfc822'],
  ])
  expect(mail!.html).toContain('data-cid="i@x"')
})

describe('HTML is made harmless', () => {
  const clean = (html: string) => sanitizeMailHtml(html)!.html

  test.each([
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['<p onclick="x()" style="color:red" class="a" id="b">Hi</p>', '<p>Hi</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a target="_blank" rel="noopener noreferrer nofollow">x</a>'],
    ['<a href=" java\nscript:alert(1)">x</a>', '<a target="_blank" rel="noopener noreferrer nofollow">x</a>'],
    ['<form action="https://evil.example"><input name="a"><button>Send</button></form>', 'Send'],
    ['<style>p{}</style><link rel=stylesheet href=x><meta http-equiv=refresh><base href=x>Hi', 'Hi'],
    ['<svg onload=alert(1)><script>1</script></svg><math><mi//xlink:href="data:x">y</math>Hi', 'Hi'],
    ['<iframe src="https://evil.example">x</iframe><object data=x>y</object><video src=x>z</video>Hi', 'Hi'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<img src="data:image/svg+xml;base64,AAAA">', ''],
    [
      '<table background="https://evil.example/x.png"><tr><td bgcolor=red>c</td></tr></table>',
      '<table><tr><td>c</td></tr></table>',
    ],
    ['<!--[if mso]><script>1</script><![endif]-->Hi', 'Hi'],
  ])('%s', (dirty, safe) => {
    expect(clean(dirty)).toBe(safe)
  })

  test('pictures from elsewhere wait until they are asked for, and their addresses are kept', () => {
    const { html, remoteImages } = sanitizeMailHtml(
      '<img src="https://news.example/a.png?u=1&amp;v=2" alt="A" width="600"><img src="//x.example/y.png"><img srcset="https://x.example/z.png 1x">',
    )!
    expect(html).toBe('<img alt="A" width="600" data-remote="0" />')
    expect(remoteImages).toEqual(['https://news.example/a.png?u=1&v=2'])
  })

  test('what a mail quotes is folded', () => {
    const html =
      '<p>New</p><div class="gmail_quote"><blockquote>Old</blockquote></div><details open>own</details>'
    expect(withFoldWords(clean(html))).toBe(
      '<p>New</p><details><summary>Earlier messages</summary><blockquote>Old</blockquote></details><div>own</div>',
    )
  })
})
