/**
 * The name of a web chat in the source of a site: 54 URL-safe characters that carry organisation, channel and a key.
 * It is public; the key only lets the office make a new name, so that an old one stops working.
 */
export function formatWebchatToken({ orgId, channelId, key }: WebchatName): string {
  const hex = `${orgId}${channelId}${key}`.replaceAll('-', '')
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** What a token names, or null when it cannot be one of ours. */
export function parseWebchatToken(token: string): WebchatName | null {
  if (!/^[\w-]{54}$/.test(token)) return null
  const bytes = atob(token.replaceAll('-', '+').replaceAll('_', '/'))
  const hex = [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return { orgId: uuid(hex.slice(0, 32)), channelId: uuid(hex.slice(32, 64)), key: hex.slice(64) }
}

export interface WebchatName {
  orgId: string
  channelId: string
  /** 16 hexadecimal digits. */
  key: string
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What visitors are called before they say their name: short, and told apart at a glance. */
export function visitorName(visitorId: string): string {
  return `Visitor ${visitorId.slice(-4).toUpperCase()}`
}

/** Whether a chat works on a site. No sites named: on every one. A host also stands for its `www.`. */
export function isAllowedSite(sites: readonly string[], origin: string): boolean {
  if (sites.length === 0) return true
  const plain = (site: string) => site.toLowerCase().replace('://www.', '://')
  return sites.some((site) => plain(site) === plain(origin))
}
