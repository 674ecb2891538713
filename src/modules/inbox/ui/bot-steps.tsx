import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem } from '#web/kit/menu.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { BotNode, FlowDefinition } from '../contract/bot.ts'
import type { FlowFault } from '../domain/bot/flow-faults.ts'
import { BotStepFields } from './bot-step-fields.tsx'
import { freeId, newStep, stepNames } from './bot-words.ts'

interface BotStepsProps {
  definition: FlowDefinition
  faults: readonly FlowFault[]
  onChange: (definition: FlowDefinition) => void
}

/** The steps of a flow as cards, each with its faults. The first one begins the flow. */
export function BotSteps({ definition, faults, onChange }: BotStepsProps) {
  const { nodes, start } = definition
  const change = (index: number, node: BotNode) => onChange({ ...definition, nodes: nodes.with(index, node) })
  const remove = (index: number) => onChange({ ...definition, nodes: nodes.toSpliced(index, 1) })
  const add = (kind: BotNode['kind']) => {
    const id = freeId(definition, kind)
    onChange({ ...definition, nodes: [...nodes, newStep(kind, id, nodes[0]?.id ?? id)] })
  }
  const whole = faults.filter(({ node }) => node === '')
  return (
    <section aria-label="Steps" className="stack s8">
      {whole.map(({ message }) => (
        <p key={message} className="fault">
          {message}
        </p>
      ))}
      <ol className="bot-steps">
        {nodes.map((node, index) => (
          <li key={node.id} className="card pad" id={`step-${node.id}`}>
            <div className="row bot-step-head">
              <span className="bot-number" aria-hidden="true">
                {index + 1}
              </span>
              <h3 className="b grow cut">{stepNames[node.kind]}</h3>
              {node.id === start ? (
                <StatusPill tone="brand">The flow begins here</StatusPill>
              ) : (
                <Button size="sm" tone="quiet" onClick={() => onChange({ ...definition, start: node.id })}>
                  Begin here
                </Button>
              )}
              <Button
                size="sm"
                tone="quiet"
                icon="trash"
                iconOnly
                aria-label={`Delete step ${index + 1}`}
                disabled={nodes.length === 1}
                onClick={() => remove(index)}
              />
            </div>
            <BotStepFields node={node} steps={nodes} onChange={(changed) => change(index, changed)} />
            {faults
              .filter((fault) => fault.node === node.id)
              .map(({ message }) => (
                <p key={message} className="fault" role="alert">
                  {message}
                </p>
              ))}
          </li>
        ))}
      </ol>
      <div>
        <Menu
          label="Add a step"
          className="btn"
          trigger={
            <>
              <Icon name="plus" /> Add a step
            </>
          }
        >
          {Object.entries(stepNames).map(([kind, name]) => (
            <MenuItem key={kind} onClick={() => add(kind as BotNode['kind'])}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </section>
  )
}
