import { round } from './figure.ts'

/** What a person's score is made of; null where there is nothing to judge. */
export interface ScoreInputs {
  repliesPerHour: number | null
  /** Percent. */
  resolutionRate: number | null
  /** Seconds. */
  firstReplyP50: number | null
  /** 1 to 5. */
  rating: number | null
}

/** What counts as full marks: the yellow thresholds. */
export interface ScoreTargets {
  repliesPerHour: number
  firstReplySeconds: number
}

const weights = { pace: 30, resolved: 25, speed: 25, rating: 20 }

/** 0 to 100, or null without any work. The definition stands in the catalogue (`agent_score`). */
export function scoreOf(inputs: ScoreInputs, targets: ScoreTargets): number | null {
  const { repliesPerHour, resolutionRate, firstReplyP50, rating } = inputs
  if (repliesPerHour === null && resolutionRate === null && firstReplyP50 === null) return null
  const parts = {
    pace: repliesPerHour === null ? null : ratio(repliesPerHour, targets.repliesPerHour),
    resolved: resolutionRate === null ? null : resolutionRate / 100,
    speed: firstReplyP50 === null ? null : ratio(targets.firstReplySeconds, firstReplyP50),
    rating: rating === null ? null : (rating - 1) / 4,
  }
  let [sum, weight] = [0, 0]
  for (const [name, part] of Object.entries(parts) as [keyof typeof weights, number | null][]) {
    if (part === null) continue
    sum += part * weights[name]
    weight += weights[name]
  }
  return round((sum / weight) * 100, 0)
}

/** At most 1; full marks when there is nothing to divide by. */
const ratio = (is: number, full: number) => (full <= 0 ? 1 : Math.min(1, is / full))

/** How evenly conversations lie, 0 to 100; null with fewer than two people or nothing to share. */
export function balanceOf(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (counts.length < 2 || total === 0) return null
  const even = 1 / counts.length
  const off = counts.reduce((sum, n) => sum + Math.abs(n / total - even), 0)
  return round((1 - off / (2 - 2 * even)) * 100, 0)
}
