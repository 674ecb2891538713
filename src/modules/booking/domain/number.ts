/** Letters and digits that cannot be mixed up when read out: no 0, O, 1, I or L. */
export const NUMBER_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Two letters for the organisation: initials of its first two words, or its first two letters. */
export function numberPrefix(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(Boolean)
  const letters = words.length > 1 ? words[0]![0]! + words[1]![0]! : (words[0] ?? '').slice(0, 2)
  return letters.padEnd(2, 'X')
}

/** An order number such as `BR-7K3Q2M`. `random` gives whole numbers below its argument. */
export function orderNumber(name: string, random: (below: number) => number): string {
  const characters = Array.from({ length: 6 }, () => NUMBER_ALPHABET[random(NUMBER_ALPHABET.length)])
  return `${numberPrefix(name)}-${characters.join('')}`
}

/** An order number as people type it: `br 7k3q2m` is `BR-7K3Q2M`. */
export function readOrderNumber(text: string): string {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return `${bare.slice(0, 2)}-${bare.slice(2)}`
}
