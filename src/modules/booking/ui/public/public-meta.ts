/** Title, description and Open Graph of a public page. Pages behind a secret link are never indexed (PLAT-175, PLAT-176). */
export function publicMeta(page: {
  title: string
  description: string
  orgName?: string
  url?: string
  isPrivate?: boolean
}) {
  const title = page.orgName ? `${page.title} · ${page.orgName}` : page.title
  return [
    { title },
    { name: 'description', content: page.description },
    ...(page.isPrivate
      ? [{ name: 'robots', content: 'noindex, nofollow' }]
      : [
          { property: 'og:title', content: title },
          { property: 'og:description', content: page.description },
          { property: 'og:type', content: 'website' },
          ...(page.orgName ? [{ property: 'og:site_name', content: page.orgName }] : []),
          ...(page.url
            ? [
                { property: 'og:url', content: page.url },
                { tagName: 'link', rel: 'canonical', href: page.url },
              ]
            : []),
        ]),
  ]
}
