import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.each([
  ['<p>Hello <b>Ana</b>,</p><p>see you</p>', 'Hello Ana,\n\nsee you'],
  ['<a href="https://x.test/t">See your visit</a>', 'See your visit (https://x.test/t)'],
  ['<a href="tel:+44770">+44770</a>', '+44770'],
  ['<style>b{}</style><!-- no --><div>a<br>b</div>', 'a\nb'],
  ['<table><tr><td>When</td><td>09:30</td></tr></table>', 'When 09:30'],
  ['&lt;script&gt; &amp; &#34;x&#34; &#x41;', '<script> & "x" A'],
])('%s reads %s', (html, text) => {
  expect(plainText(html)).toBe(text)
})
