import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface StateProps {
  title: ReactNode
  children?: ReactNode
  /** The next act: one button, perhaps a quiet second. */
  action?: ReactNode
  /** `h1` where nothing else is on the page. */
  as?: 'h1' | 'h2'
}

/** Nothing here: why, and what to do next. Stands where the rows would. */
export function EmptyState({
  icon = 'inbox',
  title,
  children,
  action,
  as: Heading = 'h2',
}: StateProps & { icon?: IconName }) {
  return (
    <div className="state">
      <span className="ring">
        <Icon name={icon} />
      </span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div className="acts">{action}</div>}
    </div>
  )
}

/** It did not work: plain words, a way on, and the id that finds the request in the log. */
export function ErrorState({
  title,
  children,
  action,
  requestId,
  as: Heading = 'h2',
}: StateProps & { requestId?: string }) {
  return (
    <div className="state bad" role="alert">
      <span className="ring">
        <Icon name="warning" />
      </span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div className="acts">{action}</div>}
      {requestId && (
        <p className="t12">
          If you write to us about this, please quote <span className="m">{requestId}</span>
        </p>
      )}
    </div>
  )
}
