import { AppError } from '#values/errors.ts'
import type { FlowDefinition } from '../../contract/bot.ts'
import { findFlowFaults } from '../../domain/bot/flow-faults.ts'

/** Refuses a flow that cannot work, with the fault at each step. */
export function refuseFaultyFlow(definition: FlowDefinition): void {
  const faults = findFlowFaults(definition)
  if (faults.length === 0) return
  const paths = faults.map(({ node, message }) => ({ path: ['definition', node].filter(Boolean), message }))
  throw new AppError('inbox.flow_faulty', { faults: paths })
}
