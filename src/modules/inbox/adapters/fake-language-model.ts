import type { Guess, IntentQuestion, ModelAccount } from '../contract/language-model.ts'
import { VendorRefused } from './channel.ts'
import type { LanguageModel } from './language-model.ts'

/** A model for tests: answers the intent whose name or example stands in the text, and refuses while told to. */
export interface FakeLanguageModel extends LanguageModel {
  readonly asked: { account: ModelAccount; question: IntentQuestion }[]
  /** Certainty of its answers. */
  confidence: number
  refusal: ConstructorParameters<typeof VendorRefused>[0] | null
}

export function createFakeLanguageModel(): FakeLanguageModel {
  return {
    asked: [],
    confidence: 0.95,
    refusal: null,
    async chooseIntent(account, question): Promise<Guess> {
      this.asked.push({ account, question })
      if (this.refusal) throw new VendorRefused(this.refusal)
      const text = question.text.toLowerCase()
      const found = question.intents.find(({ name, examples }) =>
        [name, ...examples].some((words) => text.includes(words.toLowerCase())),
      )
      return found ? { intent: found.name, confidence: this.confidence } : { intent: '', confidence: 0 }
    },
  }
}
