/** The score in an answer to "How did we do?": the whole message is a number from 1 to 5, such as `4`, `5/5` or `3!`. */
export function scoreIn(body: string): number | null {
  const found = /^\s*([1-5])(?:\s*\/\s*5)?[\s.!★⭐]*$/u.exec(body)
  return found ? Number(found[1]) : null
}
