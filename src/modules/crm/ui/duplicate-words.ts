import type { Duplicate } from '../contract.ts'

const words = {
  email: 'same e-mail address',
  phone: 'same telephone number',
  name: 'similar name at the same postcode',
} as const

/** Why two records may be one person: "same telephone number, similar name at the same postcode". */
export function reasonWords(reasons: Duplicate['reasons']): string {
  return reasons.map((reason) => words[reason]).join(', ')
}
