import { Link, useSearchParams } from 'react-router'
import { PersonChip } from '#web/kit/avatar.tsx'
import { ChartCard } from '#web/kit/chart-card.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill, type Tone } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { agentTime, workload } from '../../domain/charts/agent-productivity.ts'
import { countWords } from '../../domain/figure-words.ts'
import type { MetricKey } from '../../domain/metrics.ts'
import type { AgentProductivity } from '../../domain/sections.ts'
import { agentsTable } from '../../domain/tables.ts'
import { useDashboard } from '../dashboard-context.tsx'
import { filterSearch } from '../dashboard-filter.ts'
import { useExportMenu } from '../exports-context.tsx'
import { FigureChart } from '../figure-chart.tsx'
import { FigureTable } from '../figure-table.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** How each person is doing. */
export default function Agents({ data }: { data: AgentProductivity }) {
  const { handled, resolutionRate, activeShare, repliesPerHour, balance } = data
  return (
    <>
      <FiguresBand
        label="Figures of people"
        metrics={[handled, resolutionRate, activeShare, repliesPerHour, balance]}
      />
      <div className="cards">
        <People data={data} />
        <FigureChart
          spec={agentTime}
          data={data}
          span={6}
          metric={activeShare.key}
          empty="Nobody was signed in during this period."
        />
        <FigureChart spec={workload} data={data} span={6} metric={handled.key} />
      </div>
    </>
  )
}

type Agent = AgentProductivity['agents'][number]

const states: Record<Agent['state'], { tone: Tone; word: string }> = {
  online: { tone: 'good', word: 'Online' },
  busy: { tone: 'warn', word: 'Busy' },
  away: { tone: 'neutral', word: 'Away' },
  offline: { tone: 'neutral', word: 'Offline' },
}

/** Which figure's rows stand behind a column, for one person. */
const metricOf: Readonly<Record<string, MetricKey>> = {
  handled: 'handled',
  replies: 'replies',
  resolutionRate: 'resolution_rate',
  firstReplyP50: 'first_reply_p50',
  repliesPerHour: 'replies_per_hour',
  rating: 'rating',
}

function People({ data }: { data: AgentProductivity }) {
  const menu = useExportMenu({ csv: 'agents' })
  const { agents } = data
  return (
    <ChartCard
      title="Who is doing what?"
      lead="The score’s formula is below. Click a name to see one person’s dashboard"
      menu={menu}
      flush
    >
      {agents.length === 0 ? (
        <EmptyState icon="people" title="No agents to show">
          Nobody matches the filter.
        </EmptyState>
      ) : (
        <FigureTable
          table={agentsTable(data)}
          only={[
            ...['name', 'state', 'handled', 'replies', 'resolutionRate', 'firstReplyP50'],
            ...['repliesPerHour', 'rating', 'openNow', 'score'],
          ]}
          render={{
            name: (_, index) => <Person agent={agents[index]!} />,
            state: (_, index) => <State agent={agents[index]!} />,
            openNow: (_, index) => <OpenNow agent={agents[index]!} />,
            score: (_, index) => <Score score={agents[index]!.score} />,
          }}
          target={(row, column) => {
            const metric = metricOf[column]
            return metric && typeof row.id === 'string' ? { metric, of: row.id } : undefined
          }}
        />
      )}
      <p className="formula">
        <b>Score</b> = {data.scoreFormula}
      </p>
    </ChartCard>
  )
}

/** Leads to the same dashboard for this person alone. */
function Person({ agent: { id, name } }: { agent: Agent }) {
  const [search] = useSearchParams()
  if (id === null) return <PersonChip name={name} size="sm" />
  const one = filterSearch(search)
  one.delete('team')
  one.set('agent', id)
  return (
    <Link className="figure-link" to={{ search: one.toString() }}>
      <PersonChip name={name} size="sm" />
    </Link>
  )
}

function State({ agent: { id, state, stateSince } }: { agent: Agent }) {
  if (id === null) return <span className="muted">always</span>
  const { tone, word } = states[state]
  return (
    <span className="nw">
      <StatusPill tone={tone} plain shape={state === 'offline' ? 'ring' : undefined}>
        {word}
      </StatusPill>
      {stateSince && (
        <span className="muted t12 since">
          since <When at={stateSince} style="time" />
        </span>
      )}
    </span>
  )
}

/** Open conversations of what one person takes at once; from nine in ten on it says so. */
function OpenNow({ agent: { openNow, capacity } }: { agent: Agent }) {
  const { words } = useDashboard()
  const isFull = capacity !== null && capacity > 0 && openNow / capacity >= 0.9
  return (
    <span className="capacity">
      {countWords(openNow, words.locale)}
      {capacity !== null && capacity > 0 && (
        <>
          <span className="muted t12"> of {countWords(capacity, words.locale)}</span>
          <span className={`bar ${isFull ? 'full' : ''}`} aria-hidden="true">
            <i style={{ width: `${Math.min(100, (openNow / capacity) * 100)}%` }} />
          </span>
        </>
      )}
      {isFull && <span className="warn t12">near full</span>}
    </span>
  )
}

function Score({ score }: { score: number | null }) {
  const { words } = useDashboard()
  if (score === null) return <span className="muted">None</span>
  return <b className="b">{countWords(score, words.locale)}</b>
}
