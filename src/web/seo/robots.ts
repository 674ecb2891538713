import type { Route } from './+types/robots'

/** Not for search engines although the address begins like a public one: pages behind secret links. */
const secret = ['/book/c/']
const open = ['/book', '/my-booking', '/o/', '/assets/', '/favicon.svg', '/logo.svg', '/sitemap.xml']

/**
 * What search engines may visit (PLAT-179, RFC 9309): public pages by name and nothing else, so that a new page of
 * the office is private before anybody thinks of it. Longest match wins; older robots take the first.
 */
export function loader({ request }: Route.LoaderArgs): Response {
  const { origin } = new URL(request.url)
  const lines = [
    'User-agent: *',
    ...secret.map((path) => `Disallow: ${path}`),
    ...['/track/', '/api/', '/today', '/settings'].map((path) => `Disallow: ${path}`),
    ...open.map((path) => `Allow: ${path}`),
    'Disallow: /',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
