import { useEffect, useState } from 'react'
import { Link, useRevalidator, useSearchParams } from 'react-router'
import { api as browserApi, isApiError, serverApi } from '#web/api.ts'
import { tell } from '#web/error-page.tsx'
import { Button } from '#web/kit/button.tsx'
import { Drawer } from '#web/kit/drawer.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { EmptyState, ErrorState } from '#web/kit/state.tsx'
import { showToast } from '#web/kit/toast.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { getDashboardChoices, listMetricRows } from '../contract/dashboard.ts'
import { countWords, dayWords, type WordsOf } from '../domain/figure-words.ts'
import { metricLine, rowWords, sumWords } from '../domain/figure-words-metric.ts'
import type { Route } from './+types/rows-drawer'
import { filterSearch, rowsInput } from './dashboard-filter.ts'
import { useStartExport } from './exports-context.tsx'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.rows.metric.name ?? 'Rows'} · Frontdesk` },
]

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const { today } = await api(getDashboardChoices, {})
  const input = rowsInput(params.metric, new URL(request.url).searchParams, today)
  return { input, rows: await api(listMetricRows, input) }
}

type Rows = Route.ComponentProps['loaderData']['rows']

/** The rows behind a figure, over the dashboard: they add up to it, and each leads to its record. */
export default function RowsDrawer({ loaderData }: Route.ComponentProps) {
  const { input } = loaderData
  const { rows, all, more, isBusy } = useMoreRows(loaderData)
  const [search] = useSearchParams()
  const start = useStartExport()
  const words = useLocale()
  const { metric } = rows
  const narrowed = {
    from: input.from,
    to: input.to,
    agent: input.agent,
    channel: input.channel,
    part: 'part' in input ? input.part : undefined,
  }
  return (
    <Drawer
      title={metric.name}
      to={`/dashboard?${filterSearch(search)}`}
      width={720}
      actions={
        <>
          <Button icon="download" onClick={() => start('csv', `rows:${metric.key}`, narrowed)}>
            CSV
          </Button>
          <Button icon="download" onClick={() => start('xlsx', `rows:${metric.key}`, narrowed)}>
            Excel
          </Button>
        </>
      }
    >
      <p className="muted">{metric.definition}</p>
      <Sum rows={rows} words={words} />
      <p className="muted t12">
        {input.from === input.to
          ? dayWords(input.from, words.locale, true)
          : `${dayWords(input.from, words.locale)} to ${dayWords(input.to, words.locale, true)}`}
        {'part' in input && input.part ? ` · ${input.part}` : ''}
      </p>
      {all.length === 0 ? (
        <EmptyState icon="search" title="No rows">
          Nothing was counted for this figure in the period.
        </EmptyState>
      ) : (
        <RowList rows={all} metric={metric} words={words} />
      )}
      {rows.nextCursor && (
        <div className="rows-more">
          <span className="muted tn">
            {countWords(all.length, words.locale)} of {countWords(rows.count, words.locale)}
          </span>
          <Button busy={isBusy} onClick={() => void more()}>
            Show more
          </Button>
        </div>
      )}
    </Drawer>
  )
}

/** Rows that could not be read leave the dashboard below as it is. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const [search] = useSearchParams()
  const { revalidate, state } = useRevalidator()
  const { title, detail, requestId, mayPass } = tell(error)
  return (
    <Drawer title="Rows" to={`/dashboard?${filterSearch(search)}`} width={720}>
      <ErrorState
        title={title}
        requestId={requestId}
        action={
          mayPass && (
            <Button icon="refresh" busy={state === 'loading'} onClick={() => void revalidate()}>
              Try again
            </Button>
          )
        }
      >
        {detail}
      </ErrorState>
    </Drawer>
  )
}

/** The first page came with the address; the following ones are put below it. */
function useMoreRows({ rows: first, input }: Route.ComponentProps['loaderData']) {
  const [later, setLater] = useState<Rows[]>([])
  const [isBusy, setBusy] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows begin anew
  useEffect(() => setLater([]), [first])
  const last = later.at(-1) ?? first
  const more = async () => {
    setBusy(true)
    try {
      const next = await browserApi(listMetricRows, { ...input, cursor: last.nextCursor })
      setLater((before) => [...before, next])
    } catch (error) {
      if (!isApiError(error)) throw error
      showToast({ tone: 'bad', text: error.detail })
    } finally {
      setBusy(false)
    }
  }
  const all = [first, ...later].flatMap(({ rows }) => rows)
  return { rows: { ...first, nextCursor: last.nextCursor }, all, more, isBusy }
}

/** How the rows make the figure, in numbers. */
function Sum({ rows, words }: { rows: Rows; words: WordsOf }) {
  return (
    <p className="rows-sum">
      <b>{metricLine({ ...rows.metric, value: rows.value }, words)}</b>
      <span className="muted">{sumWords(rows, words)}</span>
    </p>
  )
}

function RowList({ rows, metric, words }: { rows: Rows['rows']; metric: Rows['metric']; words: WordsOf }) {
  return (
    <table className="table compact rows-table">
      <caption className="vh">Rows behind the figure</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col" className="num">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.id} ${row.at}`}>
            <td className="muted tn nw">{formatWhen(row.at, 'date-time', words.zone, words.locale)}</td>
            <td>
              {row.href ? (
                <Link className="figure-link" to={row.href}>
                  {row.label}
                </Link>
              ) : (
                row.label
              )}
              <span className="muted t12 rows-detail">
                {[row.detail, row.agentName, row.channelName].filter(Boolean).join(' · ')}
              </span>
            </td>
            <td className="num">{rowWords(metric, row.value, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
