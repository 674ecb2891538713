import { useState } from 'react'
import { valueAt } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import type { Agent } from '../contract/agents.ts'
import type { Label, Macro, Team } from '../contract/rules.ts'
import { isOfForm, RulesActs, RulesForm, type RulesResult } from './rules-entry.tsx'
import { fieldsOfStep, type StepFields, stepChoices } from './rules-macro-input.ts'
import { priorityOptions } from './rules-words.ts'

export interface MacroFacts {
  agents: readonly Agent[]
  teams: readonly Team[]
  labels: readonly Label[]
}

interface Row extends StepFields {
  key: string
}

/** A macro: its name and its steps as rows. Without JavaScript there is one empty row; a row without a kind goes. */
export function MacroForm(props: { macro?: Macro; facts: MacroFacts; result: RulesResult }) {
  const { macro, facts, result } = props
  const isMine = isOfForm(result, 'macro', macro?.id)
  const sent = isMine && result && !result.ok ? valueAt(result.input, 'steps') : undefined
  const [rows, setRows] = useState<Row[]>(() => firstRows(macro, sent))
  const [count, setCount] = useState(0)
  const key = macro?.id ?? 'new-macro'
  const add = () => {
    setCount(count + 1)
    setRows([...rows, { key: `added-${count}`, kind: 'reply', value: '' }])
  }
  const labels = {
    name: 'Name',
    steps: 'Steps',
    ...Object.fromEntries(rows.map((_, index) => [`steps[${index}]`, `Step ${index + 1}`])),
  }
  return (
    <RulesForm what="macro" {...(macro && { id: macro.id })} result={result} labels={labels}>
      <TextField id={`name-${key}`} name="name" label="Name" defaultValue={macro?.name} required />
      <ol className="rules-steps">
        {rows.map((row, index) => (
          <StepRow
            key={row.key}
            row={row}
            index={index}
            id={`${key}-${row.key}`}
            facts={facts}
            onKind={(kind) => setRows(rows.map((one) => (one === row ? { ...one, kind, value: '' } : one)))}
            onRemove={() => setRows(rows.filter((one) => one !== row))}
          />
        ))}
      </ol>
      <div className="needs-js">
        <Button size="sm" icon="plus" onClick={add}>
          Add a step
        </Button>
      </div>
      <RulesActs isNew={!macro} name="macro" />
    </RulesForm>
  )
}

function firstRows(macro: Macro | undefined, sent: unknown): Row[] {
  if (Array.isArray(sent)) {
    return sent.map((row: Partial<StepFields>, index) => ({
      key: `sent-${index}`,
      kind: row.kind ?? '',
      value: row.value ?? '',
    }))
  }
  if (!macro) return [{ key: 'first', kind: 'reply', value: '' }]
  return macro.steps.map((step, index) => ({ key: `step-${index}`, ...fieldsOfStep(step) }))
}

function StepRow(props: {
  row: Row
  index: number
  id: string
  facts: MacroFacts
  onKind: (kind: string) => void
  onRemove: () => void
}) {
  const { row, index, id, facts, onKind, onRemove } = props
  return (
    <li>
      <SelectField
        id={`kind-${id}`}
        name={`steps[${index}].kind`}
        label={`Step ${index + 1}`}
        options={stepChoices.map(({ kind, label }) => ({ value: kind, label }))}
        value={row.kind}
        onChange={(event) => onKind(event.currentTarget.value)}
      />
      <StepValue key={row.kind} row={row} name={`steps[${index}].value`} id={`value-${id}`} facts={facts} />
      <Button tone="quiet" icon="trash" iconOnly className="needs-js" onClick={onRemove}>
        Remove step {index + 1}
      </Button>
    </li>
  )
}

/** The field that fits the kind of step. */
function StepValue(props: { row: Row; name: string; id: string; facts: MacroFacts }) {
  const { row, name, id, facts } = props
  const field = { name, id, defaultValue: row.value }
  switch (row.kind) {
    case 'reply':
    case 'note':
      return (
        <TextAreaField
          {...field}
          label="Text"
          rows={2}
          help="{{first_name}}, {{name}} and {{agent}} are filled in."
        />
      )
    case 'label':
    case 'unlabel':
      return (
        <>
          <TextField {...field} label="Label" list={`${id}-labels`} autoComplete="off" />
          <datalist id={`${id}-labels`}>
            {facts.labels.map((label) => (
              <option key={label.id} value={label.name} />
            ))}
          </datalist>
        </>
      )
    case 'assign':
      return (
        <SelectField
          {...field}
          label="Person"
          placeholder="Nobody"
          options={[
            { value: 'me', label: 'Whoever runs it' },
            ...facts.agents.map((agent) => ({ value: agent.memberId, label: agent.name })),
          ]}
        />
      )
    case 'team':
      return (
        <SelectField
          {...field}
          label="Team"
          placeholder="No team"
          options={facts.teams.map((team) => ({ value: team.id, label: team.name }))}
        />
      )
    case 'priority':
      return <SelectField {...field} label="Priority" options={priorityOptions} />
    case 'snooze':
      return <TextField {...field} label="For" suffix="hours" inputMode="numeric" />
    default:
      return <span />
  }
}
