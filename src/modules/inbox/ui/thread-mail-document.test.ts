import { describe, expect, test } from 'vitest'
import { mailDocument } from './thread-mail-document.ts'

const remote = '<p>Hi</p><img alt="x" data-remote="3">'

describe('a mail’s document', () => {
  test('shows nothing from elsewhere until the reader asks, and then only by way of our own server', () => {
    expect(mailDocument(remote, null)).not.toContain('<img')
    const open = mailDocument(remote, (index) => `/api/v1/images/${index}`)
    expect(open).toContain('<img src="/api/v1/images/3" alt="x" data-remote="3">')
    expect(open).toContain("img-src data: 'self'\"")
  })

  test('enclosed pictures stay; those whose file is gone leave no hole', () => {
    expect(mailDocument('<img src="/api/v1/attachments/1">', null)).toContain('src="/api/v1/attachments/1"')
    expect(mailDocument('<img data-cid="gone@x">', null)).not.toContain('<img')
  })

  test('runs and sends nothing', () => {
    expect(mailDocument(remote, null)).toContain("default-src 'none'")
  })
})
