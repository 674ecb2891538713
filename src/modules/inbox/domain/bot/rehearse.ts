import type { Output } from '#values/endpoint.ts'
import type { FlowDefinition, testBot } from '../../contract/bot.ts'
import type { Facts } from '../fill-facts.ts'
import { chooseFlow } from './choose-flow.ts'
import type { Classifier } from './classifier.ts'
import { beginTalk, continueTalk, type Turn } from './talk.ts'

type Rehearsed = Output<typeof testBot>['turns'][number]

interface Knowledge {
  flows: readonly { id: string; definition: FlowDefinition }[]
  intents: readonly { name: string; flowId: string | null }[]
  classifier: Classifier
  leastConfidence: number
}

/**
 * What the bot would answer to these messages, one after the other, until it ends or passes to a person. With `only`,
 * that flow begins with the first message whatever it says.
 */
export function rehearse(
  messages: readonly string[],
  knowledge: Knowledge,
  facts: Facts,
  only?: FlowDefinition,
): Rehearsed[] {
  const turns: Rehearsed[] = []
  let running: { flow: FlowDefinition; turn: Turn } | undefined
  let guess = { intent: '', confidence: 0 }
  for (const said of messages) {
    if (running?.turn.outcome === 'running') {
      running.turn = continueTalk(running.flow, running.turn.talk, said, facts)
    } else {
      const { flows, intents, classifier, leastConfidence } = knowledge
      const choice = chooseFlow(said, flows, intents, classifier, leastConfidence)
      guess = { intent: choice.intent, confidence: choice.confidence }
      const flow = only ?? flows.find(({ id }) => id === choice.flowId)?.definition
      if (!flow) {
        turns.push({ said, ...guess, answers: [], node: '', outcome: 'escalated', reason: choice.reason })
        running = undefined
        continue
      }
      running = { flow, turn: beginTalk(flow, facts) }
    }
    const { says, talk, outcome, reason } = running.turn
    const answers = says.map(({ text, choices }) => ({ text, choices: [...choices] }))
    turns.push({ said, ...guess, answers, node: talk.node, outcome, reason })
  }
  return turns
}
