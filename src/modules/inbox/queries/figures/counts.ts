/**
 * Goes through two lists of whole numbers of the same length, as PostgreSQL writes them (`{3,14}`): kept tables hold
 * counts so, and adding up thousands of them costs less here than taking them apart in the database.
 */
export function eachCount(keys: string, counts: string, add: (key: number, count: number) => void): void {
  let [i, j] = [1, 1]
  while (i < keys.length - 1) {
    let [key, count] = [0, 0]
    for (; isDigit(keys, i); i++) key = key * 10 + keys.charCodeAt(i) - ZERO
    for (; isDigit(counts, j); j++) count = count * 10 + counts.charCodeAt(j) - ZERO
    add(key, count)
    i++
    j++
  }
}

const ZERO = 48
const isDigit = (text: string, at: number) => text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= ZERO + 9
