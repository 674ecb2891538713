import { minutesOfWall } from '#values/business-hours.ts'
import { isOvernight } from '../domain/openings.ts'
import type { WorkDay } from '../domain/week.ts'
import { hoursText } from './hours-text.ts'

const letters = ['M', 'T', 'W', 'T', 'F', 'S', 'S']

/** A week as seven small columns, midnight on top: when somebody works, at a glance. Words are read out. */
export function WeekStrip({ days }: { days: readonly WorkDay[] }) {
  return (
    <span className="week" role="img" aria-label={weekWords(days)}>
      {days.map(({ day, openings, exception }, index) => (
        <span key={day} className={`wd ${exception ? 'ex' : ''}`}>
          <span className="col">
            {openings.map((opening) => {
              const from = minutesOfWall(opening.from)
              const to = isOvernight(opening) ? 1440 : minutesOfWall(opening.to)
              const style = { top: `${(from / 1440) * 100}%`, height: `${((to - from) / 1440) * 100}%` }
              return <i key={opening.from} style={style} />
            })}
          </span>
          <span className="l">{letters[index]}</span>
        </span>
      ))}
    </span>
  )
}

function weekWords(days: readonly WorkDay[]): string {
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  return days
    .map(({ openings, exception }, index) => {
      const hours = openings.length === 0 ? 'off' : openings.map(hoursText).join(', ')
      return `${names[index]} ${hours}${exception ? ` (${exception})` : ''}`
    })
    .join('; ')
}
