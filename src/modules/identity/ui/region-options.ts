import type { Option } from '#web/kit/field.tsx'

/** Every zone that the server knows, as options. */
export function zoneOptions(): Option[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

const currencies: [string, string][] = [
  ['GBP', 'Pound sterling'],
  ['EUR', 'Euro'],
  ['USD', 'US dollar'],
  ['CHF', 'Swiss franc'],
  ['DKK', 'Danish krone'],
  ['NOK', 'Norwegian krone'],
  ['SEK', 'Swedish krona'],
  ['PLN', 'Polish złoty'],
  ['CZK', 'Czech koruna'],
  ['AUD', 'Australian dollar'],
  ['CAD', 'Canadian dollar'],
  ['NZD', 'New Zealand dollar'],
  ['INR', 'Indian rupee'],
  ['JPY', 'Japanese yen'],
  ['ZAR', 'South African rand'],
  ['AED', 'UAE dirham'],
  ['SGD', 'Singapore dollar'],
  ['BRL', 'Brazilian real'],
  ['MXN', 'Mexican peso'],
  ['TRY', 'Turkish lira'],
]

/** The currencies on offer; the API takes any of ISO 4217. */
export const currencyOptions: Option[] = currencies.map(([value, name]) => ({
  value,
  label: `${name} (${value})`,
}))

const locales: [string, string][] = [
  ['en-GB', 'English (United Kingdom)'],
  ['en-IE', 'English (Ireland)'],
  ['en-US', 'English (United States)'],
  ['en-AU', 'English (Australia)'],
  ['en-CA', 'English (Canada)'],
  ['en-NZ', 'English (New Zealand)'],
  ['en-IN', 'English (India)'],
  ['en-ZA', 'English (South Africa)'],
  ['de-DE', 'German (Germany)'],
  ['fr-FR', 'French (France)'],
  ['es-ES', 'Spanish (Spain)'],
  ['it-IT', 'Italian (Italy)'],
  ['nl-NL', 'Dutch (Netherlands)'],
  ['pt-PT', 'Portuguese (Portugal)'],
  ['pl-PL', 'Polish (Poland)'],
  ['sv-SE', 'Swedish (Sweden)'],
]

/** How dates and amounts are written; the API takes any BCP 47 tag. */
export const localeOptions: Option[] = locales.map(([value, label]) => ({ value, label }))

/** The options, with a stored value that is not among them put first. */
export function withValue(options: Option[], value: string): Option[] {
  return options.some((option) => option.value === value) ? options : [{ value, label: value }, ...options]
}
