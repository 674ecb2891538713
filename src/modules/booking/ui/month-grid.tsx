import { Link } from 'react-router'
import { weekdays } from '#values/business-hours.ts'
import { addDays, epochDay, weekdayIndex } from '#values/zone.ts'
import { useLocale } from '#web/kit/locale.tsx'
import type { StaffMember } from '../contract.ts'
import { dayText, monthText } from './hours-text.ts'

interface MonthGridProps {
  from: string
  person: StaffMember
  holidays: readonly { day: string; name: string }[]
  weekStartsOn: 1 | 7
}

/** This month and the next two: which days are worked, off, or different. A day puts itself into the form. */
export function MonthGrid(props: MonthGridProps) {
  const [year, month] = props.from.split('-').map(Number) as [number, number]
  const firsts = [0, 1, 2].map((step) =>
    new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 10),
  )
  return (
    <div className="card pad months">
      {firsts.map((first) => (
        <Month key={first} {...props} first={first} />
      ))}
      <p className="muted t12 legend">
        <span className="mark work" /> works <span className="mark other" /> other hours{' '}
        <span className="mark off" /> off by exception <span className="mark closed" /> closed
      </p>
    </div>
  )
}

function Month({ first, from, person, holidays, weekStartsOn }: MonthGridProps & { first: string }) {
  const { locale } = useLocale()
  const [year, month] = first.split('-').map(Number) as [number, number]
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const shift = (weekdayIndex(epochDay(first)) + (weekStartsOn === 7 ? 1 : 0)) % 7
  return (
    <div>
      <h3 className="t13">{monthText(first, locale)}</h3>
      <div className="grid7">
        {Array.from({ length }, (_, index) => {
          const day = addDays(first, index)
          const { kind, words } = stateOf(day, person, holidays)
          return (
            <Link
              key={day}
              to={`?day=${day}`}
              preventScrollReset
              className={`${kind} ${day < from ? 'past' : ''} ${day === from ? 'today' : ''}`}
              style={index === 0 ? { gridColumnStart: shift + 1 } : undefined}
              aria-label={`${dayText(day, locale)}: ${words}`}
              title={words}
            >
              {index + 1}
            </Link>
          )
        })}
      </div>
    </div>
  )
}

function stateOf(day: string, person: StaffMember, holidays: MonthGridProps['holidays']) {
  const override = person.overrides.find((one) => one.day === day)
  if (override) {
    const words = override.reason || (override.hours.length === 0 ? 'Off' : 'Other hours')
    return { kind: override.hours.length === 0 ? 'off' : 'other', words }
  }
  const holiday = holidays.find((one) => one.day === day)
  if (holiday) return { kind: 'closed', words: `Closed: ${holiday.name}` }
  const openings = person.weekly[weekdays[weekdayIndex(epochDay(day))]!]
  return openings.length > 0 ? { kind: 'work', words: 'Works' } : { kind: 'free', words: 'Not a working day' }
}
