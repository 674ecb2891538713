import type { ComponentProps, ReactNode } from 'react'
import { fieldId, useFieldResult } from './form-result.tsx'
import { Icon, type IconName } from './icon.tsx'
import { ShapeMark } from './shape.tsx'

export interface FieldFrame {
  /** The name in the endpoint's input: `address.postcode`, `extras[0].id`. */
  name: string
  label: ReactNode
  /** Stands below the input: format, why we ask. */
  help?: ReactNode
  /** Words of the fault; fields inside `FormResult` find their own. */
  error?: string
  /** Says "optional" beside the label; say it for the few that are. */
  optional?: boolean
  /** Keeps the label for screen readers only, where the place makes it plain (a search box). */
  hideLabel?: boolean
}

interface InputAttributes {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label above, help below, fault in words, for any input: `children` gets the attributes that tie them together. */
export function Field(props: FieldFrame & { id?: string; children: (input: InputAttributes) => ReactNode }) {
  const { name, label, help, optional, hideLabel, children } = props
  const { fault } = useFieldResult(name)
  const error = props.error ?? fault
  const id = props.id ?? fieldId(name)
  const described = [help && `${id}-help`, error && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'vh' : undefined}>
        {label}
        {optional && <span className="opt"> (optional)</span>}
      </label>
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <Fault id={`${id}-fault`}>{error}</Fault>}
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

function Fault({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="fault" id={id}>
      <ShapeMark shape="diamond" />
      <span>
        <span className="vh">Error: </span>
        {children}
      </span>
    </p>
  )
}

type Native<T extends 'input' | 'textarea' | 'select'> = Omit<ComponentProps<T>, 'name' | 'children'>

/** What stands in an uncontrolled input after a refused form: what was typed, else the given default. */
function startValue(sent: unknown, defaultValue: unknown) {
  return typeof sent === 'string' ? sent : (defaultValue as string | undefined)
}

/** One line of text, a number, a date, an e-mail address: `type` as in HTML. */
export function TextField({
  name,
  label,
  help,
  error,
  optional,
  hideLabel,
  icon,
  prefix,
  suffix,
  className = '',
  ...rest
}: FieldFrame & Omit<Native<'input'>, 'prefix'> & { icon?: IconName; prefix?: string; suffix?: string }) {
  const { sent } = useFieldResult(name)
  const start = rest.value === undefined ? { defaultValue: startValue(sent, rest.defaultValue) } : {}
  return (
    <Field {...{ name, label, help, error, optional, hideLabel, id: rest.id }}>
      {(input) => {
        const box = <input {...rest} {...start} {...input} className={`input ${className}`} />
        if (!icon && !prefix && !suffix) return box
        return (
          <span className="affix">
            {icon && <Icon name={icon} />}
            {prefix && <span className="pre">{prefix}</span>}
            {suffix && <span className="post">{suffix}</span>}
            {box}
          </span>
        )
      }}
    </Field>
  )
}

/** Several lines of text; grows with what is written. */
export function TextAreaField({
  name,
  label,
  help,
  error,
  optional,
  hideLabel,
  className = '',
  ...rest
}: FieldFrame & Native<'textarea'>) {
  const { sent } = useFieldResult(name)
  const start = rest.value === undefined ? { defaultValue: startValue(sent, rest.defaultValue) } : {}
  return (
    <Field {...{ name, label, help, error, optional, hideLabel, id: rest.id }}>
      {(input) => <textarea rows={3} {...rest} {...start} {...input} className={`input ${className}`} />}
    </Field>
  )
}

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

/** One of a few. `placeholder` is the empty first line. */
export function SelectField({
  name,
  label,
  help,
  error,
  optional,
  hideLabel,
  options,
  placeholder,
  className = '',
  ...rest
}: FieldFrame & Native<'select'> & { options: readonly Option[]; placeholder?: string }) {
  const { sent } = useFieldResult(name)
  const start = rest.value === undefined ? { defaultValue: startValue(sent, rest.defaultValue) } : {}
  return (
    <Field {...{ name, label, help, error, optional, hideLabel, id: rest.id }}>
      {(input) => (
        <select {...rest} {...start} {...input} className={`input ${className}`}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A yes/no with its sentence; `as="switch"` for settings that take effect at once. Sends `true` when on. */
export function CheckField({
  name,
  label,
  help,
  error,
  as = 'check',
  ...rest
}: Omit<FieldFrame, 'hideLabel' | 'optional'> & Native<'input'> & { as?: 'check' | 'switch' }) {
  const { fault, sent } = useFieldResult(name)
  const words = error ?? fault
  const id = rest.id ?? fieldId(name)
  const described = [help && `${id}-help`, words && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className="checkline" htmlFor={id}>
        <input
          value="true"
          {...rest}
          {...(rest.checked === undefined && { defaultChecked: sent === 'true' || rest.defaultChecked })}
          type="checkbox"
          role={as === 'switch' ? 'switch' : undefined}
          id={id}
          name={name}
          className={as}
          aria-describedby={described || undefined}
          aria-invalid={words ? true : undefined}
        />
        <span>{label}</span>
      </label>
      {words && <Fault id={`${id}-fault`}>{words}</Fault>}
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

/** A group of radio cards or checkboxes under one question. */
export function FieldGroup(props: Omit<FieldFrame, 'optional'> & { children: ReactNode }) {
  const { fault } = useFieldResult(props.name)
  const error = props.error ?? fault
  const id = fieldId(props.name)
  const described = [props.help && `${id}-help`, error && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <fieldset className="field" id={id} tabIndex={-1} aria-describedby={described || undefined}>
      <legend className={props.hideLabel ? 'vh' : undefined}>{props.label}</legend>
      {props.help && (
        <p className="help" id={`${id}-help`}>
          {props.help}
        </p>
      )}
      {error && <Fault id={`${id}-fault`}>{error}</Fault>}
      <div className="stack s8">{props.children}</div>
    </fieldset>
  )
}
