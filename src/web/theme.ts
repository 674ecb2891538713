/** Light, dark, or as the visitor's system says. */
export type Theme = 'light' | 'dark' | 'auto'

const YEAR = 365 * 24 * 60 * 60

/** The theme from a Cookie header; `auto` unless the visitor chose. */
export function themeOf(cookie: string | null): Theme {
  const found = cookie?.match(/(?:^|;\s*)theme=(light|dark)\b/)?.[1]
  return found === 'light' || found === 'dark' ? found : 'auto'
}

/** The cookie that keeps the choice for a year. Scripts may read it: it is no secret. */
export function themeCookie(theme: Theme): string {
  return `theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax`
}

/** Changes the theme of the open page and keeps the choice. */
export function applyTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
  document.cookie = themeCookie(theme)
  document.documentElement.dataset.theme = theme
}
