import type { BotNode, FlowDefinition } from '../../contract/bot.ts'

export interface FlowFault {
  /** The node at fault; empty when it is the flow as a whole. */
  node: string
  message: string
}

/** The nodes that may come after a node. */
export function waysOf(node: BotNode): string[] {
  switch (node.kind) {
    case 'say':
    case 'ask':
      return [node.next]
    case 'choose':
      return node.choices.map(({ next }) => next)
    case 'branch':
      return [node.match, node.otherwise]
    default:
      return []
  }
}

/**
 * Why a flow cannot work: two nodes of one name, ways that lead nowhere, nodes that nothing leads to, answers that were
 * never asked for, no end that can be reached, and circles in which the bot would talk without ever being answered.
 */
export function findFlowFaults(flow: FlowDefinition): FlowFault[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const faults = [...twins(flow), ...deadWays(flow, nodes)]
  if (!nodes.has(flow.start))
    return [...faults, { node: '', message: `The flow begins at “${flow.start}”, which is missing.` }]
  if (faults.length > 0) return faults
  const reached = reachable(flow.start, nodes)
  for (const { id } of flow.nodes) {
    if (!reached.has(id)) faults.push({ node: id, message: 'Nothing leads here.' })
  }
  return [
    ...faults,
    ...unknownAnswers(flow),
    ...endless(flow, nodes, reached),
    ...talkingInCircles(flow, nodes),
  ]
}

function twins({ nodes }: FlowDefinition): FlowFault[] {
  const seen = new Set<string>()
  return nodes.flatMap(({ id }) => {
    const isTwin = seen.has(id)
    seen.add(id)
    return isTwin ? [{ node: id, message: 'There are two steps with this name.' }] : []
  })
}

function deadWays({ nodes }: FlowDefinition, known: ReadonlyMap<string, BotNode>): FlowFault[] {
  return nodes.flatMap((node) =>
    waysOf(node)
      .filter((next) => !known.has(next))
      .map((next) => ({ node: node.id, message: `Leads to “${next}”, which is missing.` })),
  )
}

function reachable(start: string, nodes: ReadonlyMap<string, BotNode>): Set<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id)
    if (!node || reached.has(id)) continue
    reached.add(id)
    open.push(...waysOf(node))
  }
  return reached
}

function unknownAnswers({ nodes }: FlowDefinition): FlowFault[] {
  const asked = new Set(nodes.flatMap((node) => (node.kind === 'ask' ? [node.answer] : [])))
  return nodes.flatMap((node) =>
    node.kind === 'branch' && !asked.has(node.answer)
      ? [{ node: node.id, message: `Looks at the answer “${node.answer}”, which no step asks for.` }]
      : [],
  )
}

/** Steps from which no end can be reached: the customer would go round for ever. */
function endless(
  { nodes }: FlowDefinition,
  known: ReadonlyMap<string, BotNode>,
  reached: ReadonlySet<string>,
): FlowFault[] {
  return nodes
    .filter(({ id }) => reached.has(id))
    .filter(({ id }) => ![...reachable(id, known)].some((one) => waysOf(known.get(one)!).length === 0))
    .map(({ id }) => ({
      node: id,
      message: 'From here the flow never ends. Lead to a finish or to a person.',
    }))
}

const WAITS: ReadonlySet<BotNode['kind']> = new Set(['ask', 'choose'])

/** Circles without a question: the bot would send messages for ever without waiting for an answer. */
function talkingInCircles({ nodes }: FlowDefinition, known: ReadonlyMap<string, BotNode>): FlowFault[] {
  const isInCircle = (start: string): boolean => {
    const seen = new Set<string>()
    const open = waysOf(known.get(start)!)
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === start) return true
      const node = known.get(id)!
      if (seen.has(id) || WAITS.has(node.kind)) continue
      seen.add(id)
      open.push(...waysOf(node))
    }
    return false
  }
  return nodes
    .filter(({ id, kind }) => !WAITS.has(kind) && isInCircle(id))
    .map(({ id }) => ({ node: id, message: 'The flow comes back here without waiting for an answer.' }))
}
