import type { ReactNode } from 'react'

/** The head of a page: its title, one line of meaning, the primary action at the right. */
export function PageHead(props: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="head">
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p>{props.lead}</p>}
      </div>
      {props.actions && <div className="acts">{props.actions}</div>}
    </div>
  )
}

/** The head of a section or card: title, a count, a fact or link at the right. */
export function SectionHead(props: { title: ReactNode; count?: number; end?: ReactNode; id?: string }) {
  return (
    <div className="sec-h">
      <h2 id={props.id}>{props.title}</h2>
      {props.count !== undefined && <span className="muted t12 tn">{props.count}</span>}
      {props.end && <span className="end">{props.end}</span>}
    </div>
  )
}
