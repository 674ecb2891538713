/** The list cut into runs of at most `size`, in order. For statements with many rows: PostgreSQL takes 65,535 parameters. */
export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size))
  return chunks
}
