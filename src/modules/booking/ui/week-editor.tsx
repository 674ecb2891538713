import { useState } from 'react'
import { type Weekday, type WeeklyHours, weekdays } from '#values/business-hours.ts'
import { Button } from '#web/kit/button.tsx'
import { openingMinutes } from '../domain/openings.ts'
import { minutesText } from './minutes.ts'
import { OpeningRows, openingOf, type Range, rangesOf } from './opening-rows.tsx'

const dayNames: Record<Weekday, string> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
}

type Week = Record<Weekday, Range[]>

/** The working week: several ranges a day, a day copied to others, and what it adds up to. */
export function WeekEditor({ weekly }: { weekly: WeeklyHours }) {
  const [week, setWeek] = useState<Week>(
    () => Object.fromEntries(weekdays.map((day) => [day, rangesOf(weekly[day])])) as Week,
  )
  const [count, setCount] = useState(0)
  const set = (day: Weekday, ranges: Range[]) => setWeek({ ...week, [day]: ranges })
  const add = (day: Weekday) => {
    const last = week[day].at(-1)
    const next = last ? { from: last.to, to: '' } : { from: '09:00', to: '17:00' }
    setCount(count + 1)
    set(day, [...week[day], { key: `new-${count}`, ...next }])
  }
  const copyTo = (from: Weekday, days: readonly Weekday[]) =>
    setWeek({ ...week, ...Object.fromEntries(days.map((day) => [day, week[from]])) })
  return (
    <div className="week-editor">
      {weekdays.map((day, index) => (
        <fieldset key={day} className="day-row">
          <legend className="m">{dayNames[day]}</legend>
          <div className="ranges">
            {week[day].length === 0 && <p className="muted off-word">Off</p>}
            <OpeningRows
              name={`weekly.${day}`}
              of={dayNames[day]}
              ranges={week[day]}
              onChange={(ranges) => set(day, ranges)}
            />
          </div>
          <span className="muted t12 tn total">
            {week[day].length > 0 && minutesText(minutesOf(week[day]))}
          </span>
          <div className="row needs-js">
            <Button size="sm" icon="plus" onClick={() => add(day)}>
              Add hours<span className="vh"> on {dayNames[day]}</span>
            </Button>
            {index === 0 && (
              <Button
                size="sm"
                tone="quiet"
                icon="copy"
                onClick={() => copyTo('monday', weekdays.slice(1, 5))}
              >
                Copy to Tue–Fri
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <p className="row sum-line">
        <span className="muted">In a week</span>
        <b className="m tn" aria-live="polite">
          {minutesText(weekdays.reduce((sum, day) => sum + minutesOf(week[day]), 0))}
        </b>
      </p>
    </div>
  )
}

function minutesOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => {
    const opening = openingOf(range)
    return sum + (opening && opening.from !== opening.to ? openingMinutes(opening) : 0)
  }, 0)
}
