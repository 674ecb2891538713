import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { faultOf, fieldName, type Refusal, valueAt } from '../form-fields.ts'
import { ShapeMark } from './shape.tsx'

const FormResultContext = createContext<Refusal | undefined>(undefined)

/** Gives the answer of an action to the fields below: each finds its own fault and what was typed. */
export function FormResult({ result, children }: { result: unknown; children: ReactNode }) {
  return <FormResultContext value={asRefusal(result)}>{children}</FormResultContext>
}

function asRefusal(result: unknown): Refusal | undefined {
  const isRefusal = typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
  return isRefusal ? (result as Refusal) : undefined
}

/** The fault of a field and what was sent for it, by the field's name. */
export function useFieldResult(name: string | undefined): { fault?: string; sent?: unknown } {
  const result = useContext(FormResultContext)
  if (!result || !name) return {}
  return { fault: faultOf(result, name), sent: valueAt(result.input, name) }
}

/** The id of a field's input, so that the summary can point at it. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\w-]+/g, '-')}`
}

/**
 * What has to be changed, as links to the fields; takes the focus when it appears. `labels` names fields in
 * the visitor's words (`{ 'address.postcode': 'Postcode' }`); without it the message stands alone.
 */
export function ErrorSummary({ result, labels = {} }: { result: unknown; labels?: Record<string, string> }) {
  const refusal = asRefusal(result)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusal) box.current?.focus()
  }, [refusal])
  if (!refusal) return null
  return (
    <div ref={box} className="summary" role="alert" tabIndex={-1}>
      <h2>
        <ShapeMark shape="diamond" />
        {refusal.faults.length > 0 ? 'Please check these answers' : refusal.message}
      </h2>
      {refusal.faults.length > 0 && (
        <ul>
          {refusal.faults.map((fault) => {
            const name = fieldName(fault.path)
            const label = labels[name]
            return (
              <li key={name + fault.message}>
                <a href={`#${fieldId(name)}`}>
                  {label ? `${label}: ` : ''}
                  {fault.message}
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
