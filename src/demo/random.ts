/** Repeatable chance: the same seed gives the same firm, on every machine. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** One of the list by weight. */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T
  happens(probability: number): boolean
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a demonstration. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted(list, weightOf) {
      const total = list.reduce((sum, item) => sum + weightOf(item), 0)
      let left = next() * total
      for (const item of list) {
        left -= weightOf(item)
        if (left < 0) return item
      }
      return list.at(-1)!
    },
    happens: (probability) => next() < probability,
  }
}

/** A UUIDv7 of that moment whose random part comes from the given chance, so that a refilled demo keeps its ids. */
export function idBy(chance: Chance, at: number): string {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => chance.whole(0, 15).toString(16)).join('')
  const time = Math.floor(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[chance.whole(0, 3)]}${hex(3)}-${hex(12)}`
}

/** The same in a hurry, for hundreds of thousands. */
export function quickId(chance: Chance, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const a = bits(chance, 26, 7)
  const b = bits(chance, 24, 6)
  const c = bits(chance, 24, 6)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-a${a.slice(3, 6)}-${b}${c}`
}

function bits(chance: Chance, count: number, digits: number): string {
  return Math.floor(chance.next() * 2 ** count)
    .toString(16)
    .padStart(digits, '0')
}

/** A number around 0 with a spread of 1, never beyond 3: near enough to the bell curve. */
export function bell(chance: Chance): number {
  return (chance.next() + chance.next() + chance.next() - 1.5) * 2
}

/** A span whose middle is `median` and whose long tail is as in life: half of all are shorter, a few are much longer. */
export function spanAround(chance: Chance, median: number, spread: number): number {
  return median * Math.exp(bell(chance) * spread)
}
