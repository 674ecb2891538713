import type { ChargeFailure } from '../contract.ts'

const words: Readonly<Record<ChargeFailure, string>> = {
  invalid_number: 'This card number is not right. Check the digits.',
  expired_card: 'This card has expired. Use another card.',
  declined: 'The card was declined. Nothing was charged; try another card.',
  insufficient_funds: 'The card has not enough money for this. Nothing was charged; try another card.',
  not_confirmed: 'Your bank did not confirm the payment. Nothing was charged; try again or use another card.',
}

/** Why a card was not charged and what to do, in words for the customer. */
export function failureWords(failure: ChargeFailure): string {
  return words[failure]
}
