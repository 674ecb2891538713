/** What a payment can still give back. */
export interface Refundable {
  id: string
  /** Minor units that were neither given back nor are on their way back. */
  left: number
  method: 'card' | 'cash' | 'bank_transfer'
}

/**
 * Shares a refund over payments: cards first, since they need nobody's hands, then in the order given.
 * The parts add up to the amount, or to everything that is left.
 */
export function shareRefund(
  payments: readonly Refundable[],
  amount: number,
): { id: string; amount: number }[] {
  const cardsFirst = [...payments].sort((a, b) => Number(b.method === 'card') - Number(a.method === 'card'))
  const parts: { id: string; amount: number }[] = []
  let rest = amount
  for (const { id, left } of cardsFirst) {
    const part = Math.min(left, rest)
    if (part <= 0) continue
    parts.push({ id, amount: part })
    rest -= part
  }
  return parts
}
