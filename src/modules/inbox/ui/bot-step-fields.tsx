import { Button } from '#web/kit/button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import type { BotNode } from '../contract/bot.ts'
import { answerKinds, stepWords } from './bot-words.ts'

interface StepFieldsProps {
  node: BotNode
  /** All steps, to lead to. */
  steps: readonly BotNode[]
  onChange: (node: BotNode) => void
}

/** The steps to choose from, in words; one that is gone stays in the list, so that its place is seen. */
function waysFrom(steps: readonly BotNode[], now: string) {
  const ids = steps.map(({ id }) => id)
  return (ids.includes(now) ? ids : [now, ...ids]).map((id) => ({ value: id, label: stepWords(steps, id) }))
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
            label="Name of the answer"
            value={node.answer}
            onChange={(event) => set({ answer: event.target.value })}
            help={`Later texts say it with {{${node.answer}}}.`}
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
  steps: readonly BotNode[]
  value: string
  onChange: (next: string) => void
}

function Way({ label, node, steps, value, onChange }: WayProps) {
  return (
    <SelectField
      name={`${node.id}-${label}`}
      form=""
      label={`${label[0]!.toUpperCase()}${label.slice(1)} go to`}
      options={waysFrom(steps, value)}
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
  steps: readonly BotNode[]
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
            options={waysFrom(steps, choice.next)}
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
              set([...node.choices, { label: `Choice ${node.choices.length + 1}`, next: steps[0]!.id }])
            }
          >
            Add a choice
          </Button>
        </div>
      )}
    </fieldset>
  )
}
