import { listPublicServices } from '#modules/booking/contract/guest.ts'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { type Api, isApiError, serverApi } from '../api.ts'
import type { Route } from './+types/sitemap'

/** The public pages of this installation for search engines (PLAT-178, sitemaps.org protocol 0.9). */
export async function loader({ request, context }: Route.LoaderArgs): Promise<Response> {
  const { origin } = new URL(request.url)
  const paths = await publicPaths(serverApi(context))
  const entries = paths.map((path) => `  <url><loc>${escapeXml(origin + path)}</loc></url>\n`).join('')
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  const body = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}</urlset>\n`
  return new Response(head + body, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}

/** Where customers of the default organisation begin, and a start for each service. None before the set-up. */
async function publicPaths(api: Api): Promise<string[]> {
  try {
    const { slug } = await api(getPublicOrg, { orgSlug: '-' })
    const { items } = await api(listPublicServices, { orgSlug: slug })
    const book = `/o/${slug}/book`
    return ['/book', '/my-booking', book, ...items.map(({ id }) => `${book}?service=${id}`)]
  } catch (error) {
    if (isApiError(error) && error.status === 404) return []
    throw error
  }
}

function escapeXml(text: string): string {
  return text.replace(/[<>&'"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
