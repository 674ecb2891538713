import type { APIResponse } from '@playwright/test'
import { POSTCODE } from './desk.ts'
import { expect, test } from './journey.ts'

/** The head of a page as a search engine reads it, without JavaScript. */
async function headOf(response: APIResponse) {
  const html = await response.text()
  const decode = (text: string) =>
    text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"')
  const tags = [...html.matchAll(/<(?:meta|link) [^>]*>/g)].map(([tag]) =>
    Object.fromEntries(
      [...tag.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, decode(value!)]),
    ),
  )
  const meta = (name: string) =>
    tags.find((tag) => tag.name === name || tag.property === name)?.content as string | undefined
  return {
    html,
    title: decode(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''),
    canonical: tags.find((tag) => tag.rel === 'canonical')?.href as string | undefined,
    meta,
    jsonLd: [...html.matchAll(/<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, text]) => JSON.parse(text!) as Record<string, unknown>,
    ),
  }
}

test('every public page has a title, a description and Open Graph tags of its own (PLAT-175, PLAT-176)', async ({
  request,
  baseURL,
  desk,
}) => {
  const { id } = await desk.service()
  const titles = new Set<string>()
  const paths = ['/book', '/my-booking', `/o/brightside/book?service=${id}`]
  for (const path of paths) {
    const head = await headOf(await request.get(path))
    expect(head.title, path).toContain('Brightside Cleaning')
    expect(head.title.length, path).toBeLessThan(70)
    titles.add(head.title)
    const description = head.meta('description') ?? ''
    expect(description.length, path).toBeGreaterThan(20)
    expect(description.length, path).toBeLessThan(170)
    expect(head.meta('og:title'), path).toBe(head.title)
    expect(head.meta('og:description'), path).toBe(description)
    expect(head.meta('og:type'), path).toBe('website')
    expect(head.meta('og:site_name'), path).toBe('Brightside Cleaning')
    expect(head.meta('og:url'), path).toBe(`${baseURL}${path}`)
    expect(head.canonical, path).toBe(`${baseURL}${path}`)
    expect(head.meta('robots'), path).toBeUndefined()
    expect(head.html, path).toContain('<html lang="en-GB"')
  }
  expect(titles.size).toBe(paths.length)
})

test('business and services are described in JSON-LD that agrees with the price list (PLAT-177)', async ({
  request,
  desk,
}) => {
  const { price } = await desk.service()
  const { jsonLd } = await headOf(await request.get('/book'))
  expect(jsonLd).toHaveLength(1)
  const [firm] = jsonLd
  expect(firm).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    name: 'Brightside Cleaning',
    telephone: expect.any(String),
  })
  const offers = firm!.makeOffer ?? firm!.makesOffer
  expect(offers).toContainEqual({
    '@type': 'Offer',
    price: (price / 100).toFixed(2),
    priceCurrency: 'GBP',
    itemOffered: { '@type': 'Service', name: 'Regular clean', description: expect.any(String) },
  })
})

test('pages behind secret links are never indexed', async ({ request, desk }) => {
  const [slot] = (await desk.slots({ inDays: 50 })).slice(-1)
  const visit = await desk.book({ startsAt: slot!.startsAt })
  const { token } = await desk.post<{ token: string }>('/public/brightside/checkouts', { postcode: POSTCODE })
  const pages = [`/track/${visit.token}`, `/track/${visit.token}/cancel`, `/book/c/${token}/service`]
  for (const path of [...pages, '/verify-email?token=x', '/reset-password?token=x']) {
    const head = await headOf(await request.get(path))
    expect(head.meta('robots'), path).toMatch(/noindex/)
    expect(head.meta('og:title'), path).toBeUndefined()
  }
})

test('the sitemap lists the public pages and nothing else (PLAT-178)', async ({ request, baseURL, desk }) => {
  const response = await request.get('/sitemap.xml')
  expect(response.headers()['content-type']).toContain('application/xml')
  const xml = await response.text()
  expect(xml).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<urlset xmlns="http:\/\/www\.sitemaps\.org/,
  )
  const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url!.replace(baseURL!, ''))
  const { id } = await desk.service()
  expect(paths).toEqual(expect.arrayContaining(['/book', '/my-booking', '/o/brightside/book']))
  expect(paths).toContain(`/o/brightside/book?service=${id}`)
  expect(
    paths.filter((path) => !/^\/(book|my-booking|o\/[\w-]+\/book(\?service=[\w-]+)?)$/.test(path)),
  ).toEqual([])
  for (const path of paths) expect((await request.get(path)).status(), path).toBe(200)
  expect(await (await request.get(`${process.env.EMPTY_URL}/sitemap.xml`)).status()).toBe(200)
})

test('robots.txt admits public pages, keeps the rest out, and names the sitemap (PLAT-179)', async ({
  request,
  baseURL,
}) => {
  const response = await request.get('/robots.txt')
  expect(response.headers()['content-type']).toContain('text/plain')
  const lines = (await response.text()).split('\n')
  expect(lines).toContain('User-agent: *')
  expect(lines).toContain(`Sitemap: ${baseURL}/sitemap.xml`)
  const rules = lines.flatMap((line) => {
    const rule = /^(Allow|Disallow): (\S+)$/.exec(line)
    return rule ? [{ allows: rule[1] === 'Allow', path: rule[2]! }] : []
  })
  // RFC 9309 §2.2.2: the longest match decides.
  const allowed = (path: string) =>
    rules
      .filter((rule) => path.startsWith(rule.path))
      .sort((a, b) => b.path.length - a.path.length || Number(b.allows) - Number(a.allows))[0]?.allows ?? true
  const open = [
    '/book',
    '/book?service=1',
    '/o/brightside/book',
    '/my-booking',
    '/sitemap.xml',
    '/assets/a.css',
  ]
  const closed = [
    '/book/c/secret/pay',
    '/track/secret',
    '/api/v1/session',
    '/today',
    '/settings/team',
    '/clients',
  ]
  expect(open.filter((path) => !allowed(path))).toEqual([])
  expect(closed.filter(allowed)).toEqual([])
})
