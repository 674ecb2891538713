import type { ReactNode } from 'react'

/** The head of one step: "Step 2 of 5 · Service", the question, and one line of help. */
export function StepHead(props: {
  step: number
  of: number
  name: string
  title: ReactNode
  lead?: ReactNode
}) {
  return (
    <div className="step-h">
      <p className="step">
        Step {props.step} of {props.of} · {props.name}
      </p>
      <h1>{props.title}</h1>
      {props.lead && <p className="lead">{props.lead}</p>}
    </div>
  )
}

/** The foot of a step: the one filled button, and the way back, which never loses data. */
export function StepActions({ children, back }: { children: ReactNode; back?: ReactNode }) {
  return (
    <div className="step-f">
      {children}
      {back}
    </div>
  )
}
