import { Link } from 'react-router'
import { ChartCard } from '#web/kit/chart-card.tsx'
import { MenuItem } from '#web/kit/menu.tsx'
import { Spark } from '#web/kit/spark.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { useMay } from '#web/session.ts'
import { trends } from '../../domain/charts/trends.ts'
import { changeWords, figureLine, figureWords } from '../../domain/figure-words.ts'
import type { MetricKey } from '../../domain/metrics.ts'
import type { BusinessImpact } from '../../domain/sections.ts'
import { campaignsTable } from '../../domain/tables.ts'
import { useDashboard } from '../dashboard-context.tsx'
import { useExportMenu } from '../exports-context.tsx'
import { FigureChart } from '../figure-chart.tsx'
import { FigureTable } from '../figure-table.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** What it brings in. */
export default function Business({ data }: { data: BusinessImpact }) {
  const { leads, bookings, revenue, ticketsResolved, repeatCustomers } = data
  return (
    <>
      <FiguresBand
        label="Figures of the business"
        metrics={[leads, bookings, revenue, ticketsResolved, repeatCustomers]}
      />
      <div className="cards">
        <FigureChart spec={trends} data={data} span={8} metric={revenue.key} />
        <Cost cost={data.costPerConversation} />
        <Campaigns data={data} />
      </div>
    </>
  )
}

function Cost({ cost }: { cost: BusinessImpact['costPerConversation'] }) {
  const { words, comparedWith, rowsTo } = useDashboard()
  const change = changeWords(cost, words.locale)
  const mayEdit = useMay('inbox.manage')
  const { text } = figureWords(cost.value, cost.unit, words)
  return (
    <ChartCard
      title="What does a conversation cost?"
      lead={cost.definition}
      span={4}
      menu={
        <MenuItem icon="menu" to={rowsTo({ metric: cost.key })}>
          Rows behind it
        </MenuItem>
      }
    >
      <div className="big">
        <p className="big-figure">{text}</p>
        <Spark values={cost.spark} width={120} height={40} tone={cost.tone === 'bad' ? 'bad' : 'good'} />
      </div>
      {change && comparedWith && (
        <p className="t13">
          <b className={change.tone ?? ''}>{change.text}</b> {comparedWith} (
          {figureLine(cost.previous, cost.unit, words)})
        </p>
      )}
      <p className="formula plain">{cost.formula}</p>
      {mayEdit && (
        <p className="t13">
          <Link className="link" to="/settings/inbox">
            {cost.value === null ? 'Enter your costs' : 'Change the costs'}
          </Link>
        </p>
      )}
    </ChartCard>
  )
}

/** Rows of campaigns are leads and bookings, by the broadcast they are credited to. */
const CONVERSIONS = 'campaign_conversions' satisfies MetricKey

function Campaigns({ data }: { data: BusinessImpact }) {
  const menu = useExportMenu({ csv: 'campaigns' })
  return (
    <ChartCard
      title="Which campaigns bring bookings?"
      lead="Bookings credited to the last broadcast that a customer received before"
      menu={menu}
      flush
    >
      {data.campaigns.length === 0 ? (
        <EmptyState icon="send" title="No campaign in this period">
          Broadcasts appear here with the bookings that follow them.
        </EmptyState>
      ) : (
        <FigureTable
          table={campaignsTable(data)}
          most={8}
          target={(row, column) =>
            column === 'conversions' ? { metric: CONVERSIONS, part: String(row.id) } : undefined
          }
        />
      )}
    </ChartCard>
  )
}
