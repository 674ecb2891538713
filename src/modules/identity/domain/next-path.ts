/**
 * Where to go after signing in: only an address of our own. `//other.site` and `/\other.site` lead elsewhere, so
 * they count as none.
 */
export function nextPath(next: string | null | undefined): string | null {
  if (!next || next.length > 2000 || !/^\/(?![/\\])/.test(next)) return null
  return /[\p{Cc}\\]/u.test(next) ? null : next
}

/** Where somebody starts who did not say where to. */
export function landingPath(landing: { office: boolean; orgSlug: string | null }): string {
  if (landing.office) return '/today'
  return landing.orgSlug ? `/book/${landing.orgSlug}` : '/'
}
