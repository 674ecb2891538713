/**
 * Single-use secret links that are stored (invitations). The token carries its organisation in clear, so
 * the tenant is known before the database is asked; only a hash of the secret part is stored.
 */

/** A new token for a record of the organisation: 54 URL-safe characters, 192 random bits. */
export function newToken(orgId: string): string {
  const bytes = new Uint8Array(40)
  bytes.set(hexToBytes(orgId.replaceAll('-', '')), 0)
  crypto.getRandomValues(bytes.subarray(16))
  return toBase64Url(bytes)
}

/** The organisation a token belongs to, or null when it cannot be one of ours. */
export function orgOfToken(token: string): string | null {
  if (!/^[\w-]{54}$/.test(token)) return null
  const bytes = fromBase64Url(token)
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What is stored instead of the token: SHA-256 in hex. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function hexToBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16),
  )
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}
