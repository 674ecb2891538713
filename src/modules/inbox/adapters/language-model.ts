import type { Guess, IntentQuestion, ModelAccount } from '../contract/language-model.ts'

/**
 * A model that chooses what a customer wants from the organisation's own list, and says how certain it is. It writes
 * nothing to anybody. Rejects with `VendorRefused` when it cannot be reached, is late, or answers something else.
 */
export interface LanguageModel {
  chooseIntent(account: ModelAccount, question: IntentQuestion): Promise<Guess>
}

declare module '#platform/context.ts' {
  interface Adapters {
    languageModel: LanguageModel
  }
}
