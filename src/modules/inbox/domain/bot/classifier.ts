import type { Guess } from '../../contract/language-model.ts'

/** Examples of one intent, as people write them. */
export interface IntentExamples {
  name: string
  examples: readonly string[]
}

export interface Classifier {
  /** Confidence is how much of the probability lies on the intent; 0 when no word was ever seen. */
  classify(text: string): Guess
}

const SMOOTHING = 0.3
/** Stands for "none of these": text that fits no intent better than chance is not guessed. */
const NONE = ''

/**
 * Learns intents from their examples: naive Bayes over word stems and pairs of them, each weighed by how much more often
 * it stands in this intent than in the others (complement counts after Rennie et al., "Tackling the Poor Assumptions of
 * Naive Bayes Text Classifiers", 2003). Small data, no network, the same answer everywhere.
 */
export function learnIntents(intents: readonly IntentExamples[]): Classifier {
  const usable = intents.filter(({ examples }) => examples.length > 0)
  const counts = usable.map(({ examples }) => countFeatures(examples))
  const vocabulary = new Set(counts.flatMap((count) => [...count.keys()]))
  const total = new Map<string, number>()
  for (const count of counts)
    for (const [feature, n] of count) total.set(feature, (total.get(feature) ?? 0) + n)
  const totalSum = sumOf(total)
  const weights = counts.map((count) => {
    const own = sumOf(count)
    const others = totalSum - own
    const room = SMOOTHING * vocabulary.size
    const share = (n: number, all: number) => (n + SMOOTHING) / (all + room)
    return new Map(
      [...vocabulary].map((feature) => {
        const here = count.get(feature) ?? 0
        const elsewhere = (total.get(feature) ?? 0) - here
        return [feature, Math.log(share(here, own) / share(elsewhere, others))]
      }),
    )
  })
  return {
    classify(text) {
      const features = featuresOf(text).filter((feature) => vocabulary.has(feature))
      if (features.length === 0 || usable.length === 0) return { intent: NONE, confidence: 0 }
      const scores = weights.map((weight) => features.reduce((sum, feature) => sum + weight.get(feature)!, 0))
      return best(usable, scores, features, featuresOf(text).length)
    },
  }
}

/** The likeliest intent. Text of which most words are unknown is trusted less. */
function best(
  intents: readonly IntentExamples[],
  scores: readonly number[],
  known: readonly string[],
  all: number,
): Guess {
  const top = Math.max(...scores)
  const sum = scores.reduce((total, score) => total + Math.exp(score - top), 0)
  const at = scores.indexOf(top)
  const coverage = Math.min(1, (1.5 * known.length) / all)
  return { intent: intents[at]!.name, confidence: Math.round((coverage / sum) * 1000) / 1000 }
}

/** Share of examples that are recognised when each is left out in turn, in percent; null with fewer than ten. */
export function accuracyOf(intents: readonly IntentExamples[]): number | null {
  const total = intents.reduce((sum, { examples }) => sum + examples.length, 0)
  if (total < 10 || intents.length < 2) return null
  let right = 0
  for (const [i, { name, examples }] of intents.entries()) {
    for (const [j, example] of examples.entries()) {
      const others = intents.map((one, k) => (k === i ? { ...one, examples: examples.toSpliced(j, 1) } : one))
      if (learnIntents(others).classify(example).intent === name) right++
    }
  }
  return Math.round((right / total) * 1000) / 10
}

function countFeatures(examples: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const feature of examples.flatMap(featuresOf)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  for (const [feature, n] of counts) counts.set(feature, Math.log1p(n))
  return counts
}

const STOP_WORDS = new Set(
  'a an the to of for and or is are am be it in on at my me i you your we our please hi hello hey thanks thank'.split(
    ' ',
  ),
)

/** Stems and neighbouring pairs of stems; numbers become one feature. */
export function featuresOf(text: string): string[] {
  const words = (
    text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[\p{L}]+|\d+/gu) ?? []
  ).map((word) => (/^\d/.test(word) ? '#' : stem(word)))
  const kept = words.filter((word) => !STOP_WORDS.has(word))
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`)
  return [...kept, ...pairs]
}

/** Cuts common English endings, so that "cancelling", "cancelled" and "cancel" meet. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '')
  return word.replace(/(ations?|ments?|ings?|ied|ies|ed|es|s|ly)$/, '').replace(/(.)\1$/, '$1')
}

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0)
