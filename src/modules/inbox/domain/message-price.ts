import type { Charge } from '../contract/incoming.ts'

/** What a thousand messages cost by their kind, in minor units; 0: not known. */
export interface PriceList {
  thousandSmsAmount: number
  thousandMarketingAmount: number
  thousandUtilityAmount: number
  thousandAuthenticationAmount: number
}

/**
 * What one message costs, in whole minor units, by the organisation's price list; null when that does not say. Messages
 * cost fractions: 1.59 pence is 2 for some and 1 for the others, as their vendor ids fall, so that many together come to
 * the right sum, and the same message always to the same price. `parts`: an SMS may be several.
 */
export function messagePrice(
  prices: PriceList,
  charge: Charge,
  providerRef: string,
  parts = 1,
): number | null {
  const thousand = thousandOf(prices, charge)
  if (thousand === 0) return null
  const exact = (thousand * parts) / 1000
  const whole = Math.floor(exact)
  return whole + (shareOf(providerRef) < exact - whole ? 1 : 0)
}

/** What so many messages will come to, in minor units; null when the price list does not say. */
export function expectedCost(prices: PriceList, charge: Charge, messages: number): number | null {
  const thousand = thousandOf(prices, charge)
  return thousand === 0 ? null : Math.round((thousand * messages) / 1000)
}

function thousandOf(prices: PriceList, charge: Charge): number {
  return {
    sms: prices.thousandSmsAmount,
    marketing: prices.thousandMarketingAmount,
    utility: prices.thousandUtilityAmount,
    authentication: prices.thousandAuthenticationAmount,
  }[charge]
}

/** A number from 0 to 1 that a text always has; those of many texts lie evenly (FNV-1a with a final mix). */
function shareOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
