/** First part of every cookie name of the product's sign-in. */
export const cookiePrefix = 'frontdesk'

/** The session cookie's name. Over https it carries the prefix that makes browsers refuse it over plain http. */
export function sessionCookieName(baseUrl: string): string {
  return `${baseUrl.startsWith('https://') ? '__Secure-' : ''}${cookiePrefix}.session_token`
}
