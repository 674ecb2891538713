/**
 * What to look for in the database: telephone numbers as their digits without the leading zero or country
 * code prefix (`07700 900142` → `7700900142`), and `%` and `_` as themselves.
 */
export function needleOf(typed: string): string {
  const text = typed.trim()
  const isPhone = /^\+?[\d\s().-]{4,}$/.test(text) && text.replace(/\D/g, '').length >= 4
  if (isPhone) return text.replace(/\D/g, '').replace(/^0+/, '')
  return text.replace(/[\\%_]/g, '\\$&')
}
