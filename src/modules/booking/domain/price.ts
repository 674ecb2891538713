import { money, taxIncludedIn } from '#values/money.ts'
import type { ChosenExtra, SoldExtra } from '../contract/appointments.ts'

/** What a price is made of. Amounts in minor units. */
export interface PricedService {
  name: string
  price: number
  durationMinutes: number
  /** What must be paid online to book; null: the whole price. */
  deposit: number | null
  extras: readonly { id: string; name: string; price: number; minutes: number; maxQuantity: number }[]
}

/** The extras as they are sold, or the choice that is not on offer, with its place in the list. */
export type ExtrasDecision =
  | { ok: true; extras: SoldExtra[] }
  | { ok: false; reason: 'unknown' | 'too_many'; index: number; most: number }

/** Reads chosen extras against the service. The same extra chosen twice counts together; order as in the service. */
export function sellExtras(service: PricedService, chosen: readonly ChosenExtra[]): ExtrasDecision {
  const quantities = new Map<string, number>()
  for (const [index, { extraId, quantity }] of chosen.entries()) {
    const extra = service.extras.find(({ id }) => id === extraId)
    if (!extra) return { ok: false, reason: 'unknown', index, most: 0 }
    const sum = (quantities.get(extraId) ?? 0) + quantity
    if (sum > extra.maxQuantity) return { ok: false, reason: 'too_many', index, most: extra.maxQuantity }
    quantities.set(extraId, sum)
  }
  const extras = service.extras
    .filter(({ id }) => quantities.has(id))
    .map(({ id, name, price, minutes }) => ({
      extraId: id,
      name,
      price,
      minutes,
      quantity: quantities.get(id)!,
    }))
  return { ok: true, extras }
}

/** How long the visit takes, extras included. */
export function visitMinutes(durationMinutes: number, extras: readonly SoldExtra[]): number {
  return extras.reduce((sum, { minutes, quantity }) => sum + minutes * quantity, durationMinutes)
}

export interface Price {
  lines: { label: string; amount: number }[]
  /** The sum of the lines, minor units, tax included. */
  total: number
  /** The tax that the total contains. */
  vat: number
  /** What is paid when booking by card. */
  dueNow: number
}

/** The price of a visit: service and extras by line, the tax inside, and what is due when booking by card. */
export function priceOf(
  service: Pick<PricedService, 'name' | 'price' | 'deposit'>,
  extras: readonly SoldExtra[],
  terms: { vatRate: number; currency: string },
): Price {
  const lines = [
    { label: service.name, amount: service.price },
    ...extras.map(({ name, price, quantity }) => ({
      label: quantity === 1 ? name : `${name} × ${quantity}`,
      amount: price * quantity,
    })),
  ]
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const vat = taxIncludedIn(money(total, terms.currency), terms.vatRate / 100).amount
  return { lines, total, vat, dueNow: service.deposit === null ? total : Math.min(service.deposit, total) }
}

/** Reads `extraId:quantity` pairs joined by commas, as they stand in the address of the slots page. */
export function readChosenExtras(text: string): ChosenExtra[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [extraId, quantity = '1'] = pair.split(':')
      return { extraId: extraId!, quantity: Math.max(1, Number(quantity)) }
    })
}
