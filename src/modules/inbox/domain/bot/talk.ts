import { parsePostcode } from '#values/postcode.ts'
import type { BotNode, FlowDefinition } from '../../contract/bot.ts'
import { type Facts, fillFacts } from '../fill-facts.ts'

/** Where a customer stands in a flow. `node` is the step that waits for an answer. */
export interface Talk {
  node: string
  answers: Readonly<Record<string, string>>
  /** Answers in a row that the step could not use. */
  misses: number
}

export interface Said {
  text: string
  /** Offered as buttons where the channel can, as a numbered list where it cannot. */
  choices: readonly string[]
}

export interface Turn {
  talk: Talk
  says: readonly Said[]
  outcome: 'running' | 'solved' | 'escalated'
  /** Why a person is needed. */
  reason: string
}

const MOST_MISSES = 2
/** More steps than any sound flow takes between two questions. */
const MOST_STEPS = 100

/** Begins a flow: says everything up to the first question. */
export function beginTalk(flow: FlowDefinition, facts: Facts): Turn {
  return goOn(flow, flow.start, {}, facts)
}

/** Goes on with the customer's answer. An answer that cannot be used is asked for again, twice; then a person helps. */
export function continueTalk(flow: FlowDefinition, talk: Talk, text: string, facts: Facts): Turn {
  const node = flow.nodes.find(({ id }) => id === talk.node)
  if (node?.kind === 'choose') {
    const choice = choiceOf(node, text)
    return choice ? goOn(flow, choice.next, talk.answers, facts) : missed(node, talk, facts)
  }
  if (node?.kind === 'ask') {
    const answer = readAnswer(node.expects, text)
    if (answer === null) return missed(node, talk, facts)
    return goOn(flow, node.next, { ...talk.answers, [node.answer]: answer }, facts)
  }
  return escalate(talk, [], 'The flow was changed while the customer was in it.')
}

function goOn(flow: FlowDefinition, first: string, answers: Talk['answers'], facts: Facts): Turn {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const says: Said[] = []
  let id = first
  for (let step = 0; step < MOST_STEPS; step++) {
    const node = nodes.get(id)
    const talk = { node: id, answers, misses: 0 }
    if (!node) return escalate(talk, says, `The step “${id}” is missing.`)
    if (node.kind !== 'branch' && node.text !== '') says.push(saidBy(node, answers, facts))
    switch (node.kind) {
      case 'ask':
      case 'choose':
        return { talk, says, outcome: 'running', reason: '' }
      case 'finish':
      case 'book':
        return { talk, says, outcome: 'solved', reason: '' }
      case 'hand_over':
        return escalate(talk, says, node.reason)
      case 'branch':
        id = isSame(answers[node.answer], node.equals) ? node.match : node.otherwise
        break
      default:
        id = node.next
    }
  }
  return escalate({ node: id, answers, misses: 0 }, says, 'The flow goes round in a circle.')
}

const escalate = (talk: Talk, says: readonly Said[], reason: string): Turn => ({
  talk,
  says,
  outcome: 'escalated',
  reason,
})

function saidBy(node: Exclude<BotNode, { kind: 'branch' }>, answers: Talk['answers'], facts: Facts): Said {
  const link = node.kind === 'book' && !node.text.includes('{{booking_url}}') ? '\n{{booking_url}}' : ''
  return {
    text: fillFacts(node.text + link, { ...facts, ...answers }),
    choices: node.kind === 'choose' ? node.choices.map(({ label }) => label) : [],
  }
}

function missed(node: BotNode, talk: Talk, facts: Facts): Turn {
  const misses = talk.misses + 1
  if (misses > MOST_MISSES) return escalate(talk, [], 'The answer was not understood.')
  const says = node.kind === 'branch' ? [] : [saidBy(node, talk.answers, facts)]
  const hint = { text: 'I am sorry, I did not understand that.', choices: [] }
  return { talk: { ...talk, misses }, says: [hint, ...says], outcome: 'running', reason: '' }
}

function choiceOf(node: Extract<BotNode, { kind: 'choose' }>, text: string) {
  const wish = text.trim().toLowerCase()
  const byNumber = /^\d{1,2}[.)]?$/.test(wish) ? node.choices[Number.parseInt(wish, 10) - 1] : undefined
  return byNumber ?? node.choices.find(({ label }) => label.toLowerCase() === wish)
}

/** The answer as it is kept, or null when it is not of the kind that was asked for. */
function readAnswer(expects: string, text: string): string | null {
  const answer = text.trim()
  if (answer === '') return null
  switch (expects) {
    case 'postcode': {
      const found = answer.match(/[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}/i)?.[0] ?? answer
      const parsed = parsePostcode(found)
      return parsed.ok ? parsed.postcode : null
    }
    case 'email':
      return answer.match(/[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}/)?.[0]?.toLowerCase() ?? null
    case 'phone': {
      const digits = answer.replace(/[^\d+]/g, '')
      return /^\+?\d{7,15}$/.test(digits) ? digits : null
    }
    case 'number':
      return answer.match(/\d+([.,]\d+)?/)?.[0]?.replace(',', '.') ?? null
    case 'yes_no':
      if (/^(y|yes|yeah|yep|sure|ok|okay|please)\b/i.test(answer)) return 'yes'
      return /^(n|no|nope|not)\b/i.test(answer) ? 'no' : null
    default:
      return answer.slice(0, 1_000)
  }
}

const isSame = (answer: string | undefined, wanted: string) =>
  (answer ?? '').trim().toLowerCase() === wanted.trim().toLowerCase()
