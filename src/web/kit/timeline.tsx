import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useLocale } from './locale.tsx'
import { formatWhen } from './when.tsx'

export interface TimelineEntry {
  id: string
  /** ISO instant. */
  at: string
  icon: IconName
  title: ReactNode
  /** Muted, after the title. */
  detail?: ReactNode
  /** What was said, in a bubble. */
  quote?: ReactNode
  /** A note only the team sees; looks like nothing else. */
  privateNote?: { by: string; text: ReactNode }
  /** At the right: an amount, "recording". */
  aside?: ReactNode
}

/** Everything that happened, newest first, under the days of the organisation's zone. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { zone, locale } = useLocale()
  const days = Map.groupBy(entries, (entry) => formatWhen(entry.at, 'day', zone, locale))
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h3 className="tl-day">{day}</h3>
          <ol>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} time={formatWhen(entry.at, 'time', zone, locale)} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Entry({ entry, time }: { entry: TimelineEntry; time: string }) {
  return (
    <li className="ev">
      <time dateTime={entry.at}>{time}</time>
      <span className="ico">
        <Icon name={entry.privateNote ? 'note-lock' : entry.icon} />
      </span>
      <div>
        <b className="b">{entry.title}</b> {entry.detail && <span className="s">{entry.detail}</span>}
        {entry.quote && (
          <div>
            <span className="q">{entry.quote}</span>
          </div>
        )}
        {entry.privateNote && (
          <div className="note">
            <span className="by">Private note, only the team sees this</span>
            {entry.privateNote.text}
          </div>
        )}
      </div>
      {entry.aside ? <span className="r">{entry.aside}</span> : <span />}
    </li>
  )
}

/** What happens next, as a short line of steps; done ones are filled. */
export function NextSteps({
  steps,
}: {
  steps: readonly { title: ReactNode; detail?: ReactNode; done?: boolean }[]
}) {
  return (
    <ol className="next">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have a fixed order and no id
        <li key={index} className={step.done ? 'done' : undefined}>
          {step.title}
          {step.done && <span className="vh"> (done)</span>}
          {step.detail && <div className="muted t13">{step.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
