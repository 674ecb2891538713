import { createContext, useContext } from 'react'

/** How an organisation writes times and money. */
export interface Locale {
  locale: string
  zone: string
  currency: string
}

export const LocaleContext = createContext<Locale>({
  locale: 'en-GB',
  zone: 'Europe/London',
  currency: 'GBP',
})

/** The organisation's zone, language and currency, set by the layouts. */
export function useLocale(): Locale {
  return useContext(LocaleContext)
}
