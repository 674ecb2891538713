import { PersonChip } from '#web/kit/avatar.tsx'
import { ChartCard } from '#web/kit/chart-card.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { agentBars } from '../../domain/charts/agent-bars.ts'
import { resolvedOpen } from '../../domain/charts/resolved-open.ts'
import { responseTime } from '../../domain/charts/response-time.ts'
import { slaGauge } from '../../domain/charts/sla.ts'
import { cellWords, type TableColumn } from '../../domain/data-table.ts'
import type { MetricKey } from '../../domain/metrics.ts'
import type { ConversationEffectiveness, Tone } from '../../domain/sections.ts'
import { rankingTable } from '../../domain/tables.ts'
import { useDashboard } from '../dashboard-context.tsx'
import { useExportMenu } from '../exports-context.tsx'
import { FigureChart } from '../figure-chart.tsx'
import { FigureTable } from '../figure-table.tsx'
import { ToneMark } from '../figure-tile.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** The boxes that stand in for the section while it is on its way. */
export const conversationCards = [
  { span: 5, height: 300 },
  { span: 7, height: 300 },
  { span: 7, height: 260 },
  { span: 5, height: 260 },
  { span: 12, height: 380 },
]

/** How well conversations go. */
export function Conversations({ data }: { data: ConversationEffectiveness }) {
  const { conversations, firstReply, slaCompliance, resolutionRate, reopened } = data
  return (
    <>
      <FiguresBand
        label="Figures of conversations"
        metrics={[conversations, firstReply, slaCompliance, resolutionRate, reopened]}
      />
      <div className="cards">
        <FigureChart spec={agentBars} data={data} span={5} metric={conversations.key} />
        <FigureChart spec={responseTime} data={data} span={7} metric={firstReply.key} />
        <FigureChart
          spec={slaGauge}
          data={data}
          span={7}
          metric={slaCompliance.key}
          empty="No conversation with a promised time in this period."
        />
        <FigureChart spec={resolvedOpen} data={data} span={5} metric={resolutionRate.key} />
        <Ranking data={data} />
      </div>
    </>
  )
}

/** Which figure's rows stand behind a column, for one person. */
const metricOf: Readonly<Record<string, MetricKey>> = {
  conversations: 'conversations',
  firstReplyP50: 'first_reply_p50',
  firstReplyP90: 'first_reply_p90',
  resolved: 'resolution_rate',
  resolutionRate: 'resolution_rate',
  slaPercent: 'sla_compliance',
  rating: 'rating',
}

function Ranking({ data }: { data: ConversationEffectiveness }) {
  const { words } = useDashboard()
  const table = rankingTable(data)
  const menu = useExportMenu({ csv: 'ranking' })
  const marked = (column: TableColumn) => (_: object, index: number) => {
    const agent = data.ranking[index]!
    const tone: Tone = agent.marks[column.key] ?? 'none'
    return (
      <span className={tone === 'warn' || tone === 'bad' ? tone : undefined}>
        {(tone === 'warn' || tone === 'bad') && <ToneMark tone={tone} />}
        {cellWords(table.rows[index]![column.key], column.kind, words)}
      </span>
    )
  }
  return (
    <ChartCard
      title="How is each person doing?"
      lead="Most conversations first. Marked: beyond your thresholds"
      menu={menu}
      flush
    >
      {data.ranking.length === 0 ? (
        <EmptyState icon="people" title="Nobody had a conversation in this period">
          Choose a longer period, or clear the filter.
        </EmptyState>
      ) : (
        <FigureTable
          table={table}
          render={{
            ...Object.fromEntries(
              table.columns.filter(({ key }) => key !== 'name').map((column) => [column.key, marked(column)]),
            ),
            name: (_, index) => <PersonChip name={data.ranking[index]!.name} size="sm" />,
          }}
          target={(row, column) => {
            const metric = metricOf[column]
            return metric && typeof row.id === 'string' ? { metric, of: row.id } : undefined
          }}
          total={{
            name: 'All',
            conversations: data.conversations.value,
            resolved: data.resolvedVsOpen.resolved,
            resolutionRate: data.resolutionRate.value,
            slaPercent: data.slaCompliance.value,
          }}
        />
      )}
    </ChartCard>
  )
}
