import { useLocale } from './locale.tsx'

/** Minor units as people read them: `7150` → `£71.50`, with a real minus sign. `whole` drops empty pence. */
export function formatMoney(
  minor: number,
  currency: string,
  {
    locale = 'en-GB',
    whole = false,
    sign = false,
  }: { locale?: string; whole?: boolean; sign?: boolean } = {},
): string {
  const digits =
    new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2
  const amount = minor / 10 ** digits
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    signDisplay: sign ? 'exceptZero' : 'auto',
    ...(whole && Number.isInteger(amount) && { minimumFractionDigits: 0 }),
  })
  return format.format(amount).replace('-', '−')
}

interface MoneyProps {
  /** Minor units: pence, cents, yen. */
  minor: number
  /** ISO 4217; the organisation's unless told. */
  currency?: string
  /** £63 instead of £63.00 where all amounts are whole. */
  whole?: boolean
  /** Shows + before a gain. */
  sign?: boolean
}

/** An amount with tabular figures. */
export function Money({ minor, currency, whole, sign }: MoneyProps) {
  const { locale, currency: own } = useLocale()
  return <span className="tn nw">{formatMoney(minor, currency ?? own, { locale, whole, sign })}</span>
}
