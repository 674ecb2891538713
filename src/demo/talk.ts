import type { Chance } from './random.ts'
import { exchanges } from './threads/exchanges.ts'
import type { Topic } from './threads/topic.ts'

/** One thing said in a thread. Names in braces are still to be filled in. */
export interface Line {
  who: 'customer' | 'agent' | 'note' | 'bot'
  text: string
  file: 'photo' | 'pdf' | null
}

interface ParsedLine {
  exchange: string | null
  who: Line['who']
  isOptional: boolean
  isTied: boolean
  ways: readonly Line[]
}

const speakers = { c: 'customer', a: 'agent', n: 'note', b: 'bot' } as const
const parsed = new WeakMap<readonly string[], readonly ParsedLine[]>()

/** How much of what may be left out is said, and how many of the small exchanges take place, from 0 to 1. */
const CHATTINESS = 0.96

/** One way a thread of this topic runs. `terse`: only what has to be said, as in mails. */
export function linesOf(chance: Chance, topic: Topic, terse: boolean): Line[] {
  return spoken(chance, chance.pick(topic.scripts), terse)
}

/** One way through a script. */
export function spoken(chance: Chance, script: readonly string[], terse: boolean): Line[] {
  const tie = chance.whole(0, 59)
  const lines: Line[] = []
  for (const line of parse(script)) {
    if (line.isOptional && (terse || !chance.happens(CHATTINESS))) continue
    if (line.exchange === null) {
      lines.push(line.isTied ? line.ways[tie % line.ways.length]! : chance.pick(line.ways))
    } else if (!terse && chance.happens(CHATTINESS + 0.2)) {
      lines.push(...spoken(chance, chance.pick(exchanges[line.exchange]!), false))
    }
  }
  return lines
}

function parse(script: readonly string[]): readonly ParsedLine[] {
  let lines = parsed.get(script)
  if (!lines) {
    lines = script.map(parseLine)
    parsed.set(script, lines)
  }
  return lines
}

function parseLine(text: string): ParsedLine {
  if (text.startsWith('*')) {
    const exchange = text.slice(1)
    if (!exchanges[exchange]) throw new Error(`There is no exchange called ${exchange}.`)
    return { exchange, who: 'customer', isOptional: false, isTied: false, ways: [] }
  }
  const [, letter, marks, words] = /^([canb])([?=]*): (.*)$/su.exec(text) ?? []
  if (!letter || words === undefined) throw new Error(`This is no line of a thread: ${text}`)
  const who = speakers[letter as keyof typeof speakers]
  return {
    exchange: null,
    who,
    isOptional: marks!.includes('?'),
    isTied: marks!.includes('='),
    ways: words.split(' | ').map((way) => wayOf(who, way)),
  }
}

function wayOf(who: Line['who'], way: string): Line {
  const file = way.includes('[photo]') ? 'photo' : way.includes('[pdf]') ? 'pdf' : null
  return { who, text: way.replace(/\s*\[(photo|pdf)\]\s*/u, ' ').trim(), file }
}

const filled = new Map<string, readonly string[]>()

/** The text with each `{name}` replaced by what `word` says of it. */
export function fillWords(text: string, word: (name: string) => string): string {
  let parts = filled.get(text)
  if (!parts) {
    parts = text.split(/[{}]/u)
    filled.set(text, parts)
  }
  if (parts.length === 1) return text
  let out = ''
  for (let i = 0; i < parts.length; i++) out += i % 2 === 0 ? parts[i] : word(parts[i]!)
  return out
}
