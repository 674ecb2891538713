import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Period } from '#web/kit/day-periods.ts'
import { useLocale } from '#web/kit/locale.tsx'
import type { DashboardSettings } from '../contract/settings.ts'
import type { RowsTarget } from '../domain/charts/look.ts'
import { clockWords, dayOf, stampWords, type WordsOf } from '../domain/figure-words.ts'
import { type Compare, comparedWith, compareOf, type Filter, rowsPath } from './dashboard-filter.ts'

/** What every part of the dashboard needs of the page around it. */
export interface Dashboard {
  filter: Filter
  period: Period
  compare: Compare
  /** `than the 30 days before`; empty without comparison. */
  comparedWith: string
  thresholds: DashboardSettings['thresholds']
  words: WordsOf
  /** `as of 14:02:07`, with the day when it is not today's. */
  asOf: (instant: string) => string
  /** The address of the rows behind a figure. */
  rowsTo: (target: RowsTarget) => string
  /** Opens them over the page, which stays where it is. */
  openRows: (target: RowsTarget) => void
}

const DashboardContext = createContext<Dashboard | null>(null)

/** The dashboard's filter, words and ways for the parts below it. */
export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext)
  if (!dashboard) throw new Error('This part belongs inside the dashboard')
  return dashboard
}

interface ProviderProps {
  filter: Filter
  period: Period
  thresholds: DashboardSettings['thresholds']
  /** Today where the organisation is. */
  today: string
  children: ReactNode
}

/** Puts the page's filter in reach of its parts. */
export function DashboardProvider({ filter, period, thresholds, today, children }: ProviderProps) {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { locale, zone, currency } = useLocale()
  const rowsTo = useCallback((target: RowsTarget) => rowsPath(target, search), [search])
  const openRows = useCallback(
    (target: RowsTarget) => void navigate(rowsTo(target), { preventScrollReset: true }),
    [navigate, rowsTo],
  )
  const dashboard = useMemo(() => {
    const compare = compareOf(search)
    const words = { locale, zone, currency }
    const compared = comparedWith(period, compare)
    const asOf = (at: string) =>
      `as of ${dayOf(at, zone) === today ? clockWords(at, words) : stampWords(at, words)}`
    return { filter, period, compare, comparedWith: compared, thresholds, words, asOf, rowsTo, openRows }
  }, [filter, period, thresholds, today, search, locale, zone, currency, rowsTo, openRows])
  return <DashboardContext value={dashboard}>{children}</DashboardContext>
}
