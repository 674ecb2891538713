import './rules.css'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { type FormValues, formInput, valueAt } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'

/** What a rules page's action answers: done in words, or a refusal with what was typed. */
export type RulesResult = { ok: true; words: string } | { ok: false; input: unknown } | undefined

/** One entry of a list as a card: its line, folded below it the form that changes it, buttons beside the line. */
export function RulesEntry(props: {
  line: ReactNode
  isOpen?: boolean
  /** Stands beside the line, outside of what folds: buttons inside buttons serve nobody. */
  beside?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="card pad rules-entry">
      <details open={props.isOpen}>
        <summary className="row">{props.line}</summary>
        {props.children}
      </details>
      {props.beside}
    </li>
  )
}

/** The last entry of a list: folded below it the form of a new one. */
export function NewRulesEntry(props: { name: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <li className="card pad rules-entry rules-new">
      <details open={props.isOpen}>
        <summary className="row">
          <Icon name="plus" />
          <b className="m">{props.name}</b>
        </summary>
        {props.children}
      </details>
    </li>
  )
}

/** The form of one entry (or of a new one). Only the form that was sent shows its faults. */
export function RulesForm(props: {
  /** `policy`, `team` …: the form's intent when it saves. */
  what: string
  id?: string
  result: RulesResult
  /** Names of the fields for the summary of faults. */
  labels: Record<string, string>
  children: ReactNode
}) {
  const { what, id, result, labels, children } = props
  const mine = isOfForm(result, what, id) ? result : undefined
  return (
    <FormResult result={mine}>
      <Form method="post" className="form" noValidate preventScrollReset>
        <ErrorSummary result={mine} labels={labels} />
        <input type="hidden" name="what" value={what} />
        {id && <input type="hidden" name="entry" value={id} />}
        {children}
      </Form>
    </FormResult>
  )
}

/** Whether a refusal belongs to this form, so that it stays open and shows the faults. */
export function isOfForm(result: RulesResult, what: string, id?: string): boolean {
  if (!result || result.ok) return false
  return valueAt(result.input, 'what') === what && valueAt(result.input, 'entry') === id
}

/** The foot of an entry's form. */
export function RulesActs({ isNew, name }: { isNew: boolean; name: string }) {
  return (
    <div className="acts">
      <Button type="submit" tone={isNew ? 'primary' : 'plain'} name="intent" value="save">
        {isNew ? `Add ${name}` : 'Save'}
      </Button>
      {!isNew && (
        <Button type="submit" name="intent" value="delete" tone="quiet" icon="trash">
          Delete
        </Button>
      )}
    </div>
  )
}

/** Two small buttons that move an entry in the order in which entries are tried. */
export function MoveButtons(props: { what: string; ids: readonly string[]; index: number; name: string }) {
  const { what, ids, index, name } = props
  const swapped = (by: number) => {
    const order = [...ids]
    const [id] = order.splice(index, 1)
    order.splice(index + by, 0, id!)
    return order.join(',')
  }
  const button = (by: -1 | 1, label: string, isLast: boolean) => (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="order" value={isLast ? ids.join(',') : swapped(by)} />
      <Button
        type="submit"
        name="intent"
        value="order"
        size="sm"
        tone="quiet"
        icon={by === -1 ? 'chevron-up' : 'chevron-down'}
        iconOnly
        disabled={isLast}
      >
        {label} {name}
      </Button>
    </Form>
  )
  return (
    <span className="row end">
      {button(-1, 'Move up', index === 0)}
      {button(1, 'Move down', index === ids.length - 1)}
    </span>
  )
}

export interface SentRule {
  intent: string
  what: string
  id: string
  order: string[]
  values: FormValues
  /** Everything as typed, for a refusal. */
  input: FormValues
  /** Whether a box was ticked: an unticked one sends nothing. */
  isOn: (name: string) => boolean
}

/** A rules form as sent: which list, which act, which entry, and the rest of its fields. */
export function readRule(form: FormData): SentRule {
  const input = formInput(form)
  const { intent, what, entry, order, ...values } = input
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    intent: textOf(intent),
    what: textOf(what),
    id: textOf(entry),
    order: textOf(order).split(',').filter(Boolean),
    values,
    input,
    isOn: (name) => form.get(name) === 'true',
  }
}
