/** Where a language model answers, and with which key. */
export interface ModelAccount {
  baseUrl: string
  model: string
  /** Empty for a server that asks for none. */
  apiKey: string
  timeoutMs: number
}

/** A customer's words and what they may mean. Nothing else about the customer. */
export interface IntentQuestion {
  text: string
  intents: readonly { name: string; examples: readonly string[] }[]
}

/** The intent of the list that fits best, empty for none of them; confidence 0–1. */
export interface Guess {
  intent: string
  confidence: number
}
