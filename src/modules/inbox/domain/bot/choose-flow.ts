import type { FlowDefinition } from '../../contract/bot.ts'
import type { Guess } from '../../contract/language-model.ts'
import type { Classifier } from './classifier.ts'

interface Flow {
  id: string
  definition: FlowDefinition
}
interface Intent {
  name: string
  flowId: string | null
}

export interface FlowChoice {
  /** Undefined: no flow is for this; a person is needed. */
  flowId: string | undefined
  intent: string
  /** 0–1; 1 for a keyword. */
  confidence: number
  /** Why there is no flow, in words for the agent. */
  reason: string
}

const ASKS_FOR_PERSON =
  /\b(human|real person|person|agent|somebody|someone) ?(please|now)?$|\b(talk|speak) (to|with)\b/i

/**
 * Which flow is for a customer's first words: one with such a keyword, else the one of the likeliest intent if that is
 * certain enough. Whoever asks for a person gets one.
 */
export function chooseFlow(
  text: string,
  flows: readonly Flow[],
  intents: readonly Intent[],
  classifier: Classifier,
  leastConfidence: number,
): FlowChoice {
  const byKeyword = flowOfKeyword(text, flows)
  const guess = classifier.classify(text)
  if (byKeyword)
    return { flowId: byKeyword.id, intent: nameOf(byKeyword, intents, guess), confidence: 1, reason: '' }
  const nothing = (reason: string) => ({ flowId: undefined, ...guess, reason })
  if (ASKS_FOR_PERSON.test(text.trim())) return nothing('The customer asked for a person.')
  if (guess.intent === '') return nothing('Nothing like it was seen before.')
  if (guess.confidence < leastConfidence) return nothing('Not certain enough what is wanted.')
  const flowId = intents.find(({ name }) => name === guess.intent)?.flowId ?? undefined
  const isActive = flows.some(({ id }) => id === flowId)
  return isActive ? { flowId, ...guess, reason: '' } : nothing(`“${guess.intent}” is for people.`)
}

/** Whether words must be read to know what is wanted: they hold no keyword, and do not ask for a person outright. */
export function needsReading(text: string, flows: readonly Flow[]): boolean {
  return text.trim() !== '' && !flowOfKeyword(text, flows) && !ASKS_FOR_PERSON.test(text.trim())
}

function flowOfKeyword(text: string, flows: readonly Flow[]): Flow | undefined {
  return flows.find(({ definition }) => definition.keywords.some((word) => holdsWord(text, word)))
}

/** Intents that begin by a keyword are counted under their own name. */
function nameOf(flow: Flow, intents: readonly Intent[], guess: Guess): string {
  const own = intents.filter(({ flowId }) => flowId === flow.id)
  return own.find(({ name }) => name === guess.intent)?.name ?? own[0]?.name ?? 'keyword'
}

function holdsWord(text: string, word: string): boolean {
  const escaped = word
    .trim()
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}($|[^\\p{L}\\p{N}])`, 'iu').test(text)
}
