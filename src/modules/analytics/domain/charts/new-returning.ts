import { countWords } from '../figure-words.ts'
import type { CustomerLoad } from '../sections.ts'
import { drawColumns } from './columns.ts'
import type { ChartSpec } from './look.ts'

/** Who writes: people we did not know, and people who came back. */
export const newReturning: ChartSpec<CustomerLoad> = {
  key: 'new-returning',
  title: 'Who writes to us?',
  about: () => 'New and returning customers per day',
  build({ newVsReturning, newCustomers, returningCustomers }, look) {
    if (newVsReturning.every(({ fresh, returning }) => fresh === null && returning === null)) return null
    const words = (value: number) => countWords(value, look.locale)
    return drawColumns(look, {
      at: newVsReturning.map(({ day }) => day),
      height: 220,
      words,
      stacks: [
        {
          name: 'Returning',
          values: newVsReturning.map(({ returning }) => returning),
          colour: look.colours.series[0]!,
          rows: (at) => ({ metric: returningCustomers.key, on: at.slice(0, 10) }),
        },
        {
          name: 'New',
          values: newVsReturning.map(({ fresh }) => fresh),
          colour: look.colours.series[1]!,
          rows: (at) => ({ metric: newCustomers.key, on: at.slice(0, 10) }),
        },
      ],
      summary: `${words(newCustomers.value ?? 0)} new and ${words(returningCustomers.value ?? 0)} returning customers.`,
    })
  },
  table: ({ newVsReturning }) => ({
    key: 'new-returning',
    title: 'New and returning customers',
    columns: [
      { key: 'day', label: 'Day', kind: 'point' },
      { key: 'fresh', label: 'New', kind: 'count' },
      { key: 'returning', label: 'Returning', kind: 'count' },
    ],
    rows: newVsReturning.map(({ day, fresh, returning }) => ({ day, fresh, returning })),
  }),
}
