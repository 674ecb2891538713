import { Button } from '#web/kit/button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import type { BotNode } from '../contract/bot.ts'
import { answerKinds } from './bot-words.ts'

interface StepFieldsProps {
  node: BotNode
  /** Names of all steps, to lead to. */
  steps: readonly string[]
  onChange: (node: BotNode) => void
}

/** The fields of one step. They are outside the form's names: the flow is sent as a whole. */
export function BotStepFields({ node, steps, onChange }: StepFieldsProps) {
  const set = (part: object) => onChange({ ...node, ...part } as BotNode)
  return (
    <div className="form">
      {node.kind !== 'branch' && (
        <TextAreaField
          name={`${node.id}-text`}
          form=""
          label={node.kind === 'ask' || node.kind === 'choose' ? 'Question' : 'Text'}
          rows={2}
          value={node.text}
          onChange={(event) => set({ text: event.target.value })}
        />
      )}
      {node.kind === 'ask' && (
        <div className="pair">
          <SelectField
            name={`${node.id}-expects`}
            form=""
            label="The answer is"
            options={answerKinds}
            value={node.expects}
            onChange={(event) => set({ expects: event.target.value })}
          />
          <TextField
            name={`${node.id}-answer`}
            form=""
            label="Kept as"
            value={node.answer}
            onChange={(event) => set({ answer: event.target.value })}
            help={`{{${node.answer}}} stands for it later.`}
          />
        </div>
      )}
      {node.kind === 'choose' && <Choices node={node} steps={steps} onChange={onChange} />}
      {node.kind === 'branch' && (
        <>
          <div className="pair">
            <TextField
              name={`${node.id}-answer`}
              form=""
              label="If the answer"
              value={node.answer}
              onChange={(event) => set({ answer: event.target.value })}
            />
            <TextField
              name={`${node.id}-equals`}
              form=""
              label="is"
              value={node.equals}
              onChange={(event) => set({ equals: event.target.value })}
            />
          </div>
          <div className="pair">
            <Way
              label="then"
              node={node}
              steps={steps}
              value={node.match}
              onChange={(match) => set({ match })}
            />
            <Way
              label="else"
              node={node}
              steps={steps}
              value={node.otherwise}
              onChange={(otherwise) => set({ otherwise })}
            />
          </div>
        </>
      )}
      {node.kind === 'hand_over' && (
        <TextField
          name={`${node.id}-reason`}
          form=""
          label="Reason, for the colleague"
          value={node.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      )}
      {(node.kind === 'say' || node.kind === 'ask') && (
        <Way label="then" node={node} steps={steps} value={node.next} onChange={(next) => set({ next })} />
      )}
    </div>
  )
}

interface WayProps {
  label: string
  node: BotNode
  steps: readonly string[]
  value: string
  onChange: (next: string) => void
}

function Way({ label, node, steps, value, onChange }: WayProps) {
  const known = steps.includes(value) ? steps : [value, ...steps]
  return (
    <SelectField
      name={`${node.id}-${label}`}
      form=""
      label={`${label[0]!.toUpperCase()}${label.slice(1)} go to`}
      options={known.map((id) => ({ value: id, label: id }))}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

type Choose = Extract<BotNode, { kind: 'choose' }>

function Choices({
  node,
  steps,
  onChange,
}: {
  node: Choose
  steps: readonly string[]
  onChange: (node: BotNode) => void
}) {
  const set = (choices: Choose['choices']) => onChange({ ...node, choices })
  return (
    <fieldset className="stack s8">
      <legend className="t13 b">Choices</legend>
      {node.choices.map((choice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name of its own while it is typed
        <div key={at} className="bot-choice">
          <TextField
            name={`${node.id}-choice-${at}`}
            form=""
            label={`Choice ${at + 1}`}
            hideLabel
            maxLength={24}
            value={choice.label}
            onChange={(event) => set(node.choices.with(at, { ...choice, label: event.target.value }))}
          />
          <SelectField
            name={`${node.id}-way-${at}`}
            form=""
            label={`Choice ${at + 1} leads to`}
            hideLabel
            options={[...new Set([choice.next, ...steps])].map((id) => ({ value: id, label: `→ ${id}` }))}
            value={choice.next}
            onChange={(event) => set(node.choices.with(at, { ...choice, next: event.target.value }))}
          />
          <Button
            size="sm"
            tone="quiet"
            icon="cross"
            iconOnly
            aria-label={`Delete choice ${at + 1}`}
            disabled={node.choices.length <= 2}
            onClick={() => set(node.choices.toSpliced(at, 1))}
          />
        </div>
      ))}
      {node.choices.length < 10 && (
        <div>
          <Button
            size="sm"
            icon="plus"
            onClick={() =>
              set([...node.choices, { label: `Choice ${node.choices.length + 1}`, next: steps[0]! }])
            }
          >
            Add a choice
          </Button>
        </div>
      )}
    </fieldset>
  )
}
