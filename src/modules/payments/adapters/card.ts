/** Whether the check digit is right (Luhn, ISO/IEC 7812-1 annex B). Spaces do not count. */
export function isLuhnValid(number: string): boolean {
  const digits = number.replace(/\s/g, '')
  if (!/^\d{12,19}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i))
    sum += i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}

/** Whether the card's last month is over. `today` is `YYYY-MM-DD`; cards are valid to the end of their month. */
export function isExpired(expiry: string, today: string): boolean {
  const [month = '', year = ''] = expiry.split('/').map((part) => part.trim())
  return `20${year}-${month}` < today.slice(0, 7)
}

/** The card's brand by its first digits. */
export function brandOf(number: string): string {
  const digits = number.replace(/\s/g, '')
  if (/^4/.test(digits)) return 'Visa'
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'Mastercard'
  if (/^3[47]/.test(digits)) return 'American Express'
  if (/^(6011|65|64[4-9])/.test(digits)) return 'Discover'
  return 'Card'
}
