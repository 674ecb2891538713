import { ChartCard } from '#web/kit/chart-card.tsx'
import { MenuItem } from '#web/kit/menu.tsx'
import { Spark } from '#web/kit/spark.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { botSplit, escalationReasons, satisfaction } from '../../domain/charts/automation-impact.ts'
import { percentWords } from '../../domain/figure-words.ts'
import { metricWords } from '../../domain/figure-words-metric.ts'
import type { AutomationImpact } from '../../domain/sections.ts'
import { intentsTable } from '../../domain/tables.ts'
import { useDashboard } from '../dashboard-context.tsx'
import { useExportMenu } from '../exports-context.tsx'
import { FigureChart } from '../figure-chart.tsx'
import { FigureTable } from '../figure-table.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** What the bot takes off people, and what it costs in goodwill. */
export default function Automation({ data }: { data: AutomationImpact }) {
  return (
    <>
      <FiguresBand
        label="Figures of the bot"
        metrics={[
          data.botConversations,
          data.solvedByBot,
          data.dropOff,
          data.escalation,
          data.autoReplies,
          data.autoReplySuccess,
        ]}
      />
      <div className="cards">
        <div className="card-stack span-5">
          <FigureChart spec={botSplit} data={data} metric={data.botConversations.key} />
          <FigureChart spec={satisfaction} data={data} empty="Nobody gave a rating in this period." />
        </div>
        <Intents data={data} />
        <TimeSaved timeSaved={data.timeSaved} />
        <FigureChart
          spec={escalationReasons}
          data={data}
          span={8}
          metric={data.escalation.key}
          empty="The bot handed over to nobody."
        />
      </div>
    </>
  )
}

function Intents({ data }: { data: AutomationImpact }) {
  const menu = useExportMenu({ csv: 'intents' })
  return (
    <ChartCard
      title="What do customers want of the bot?"
      lead="Recognised wishes, and how many the bot dealt with alone"
      span={7}
      menu={menu}
      flush
    >
      {data.intents.length === 0 ? (
        <EmptyState icon="sparkle" title="The bot had no conversation in this period">
          Set up what it answers under Settings, Bot.
        </EmptyState>
      ) : (
        <FigureTable
          table={intentsTable(data)}
          most={12}
          render={{ successPercent: (_, index) => <Success percent={data.intents[index]!.successPercent} /> }}
          target={(row, column) =>
            column === 'sessions' && row.part
              ? { metric: data.botConversations.key, part: String(row.part) }
              : undefined
          }
        />
      )}
    </ChartCard>
  )
}

function Success({ percent }: { percent: number | null }) {
  const { words } = useDashboard()
  if (percent === null) return <span className="muted">None</span>
  return (
    <span className="capacity">
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </span>
      {percentWords(percent, words.locale)}
    </span>
  )
}

function TimeSaved({ timeSaved }: Pick<AutomationImpact, 'timeSaved'>) {
  const { words, rowsTo } = useDashboard()
  const { text, unit } = metricWords(timeSaved, words)
  return (
    <ChartCard
      title="How much time does it save?"
      lead={timeSaved.definition}
      span={4}
      menu={
        <MenuItem icon="menu" to={rowsTo({ metric: timeSaved.key })}>
          Rows behind it
        </MenuItem>
      }
    >
      <div className="big">
        <p className="big-figure">
          {text} <small>{unit}</small>
        </p>
        <Spark values={timeSaved.spark} width={120} height={40} />
      </div>
      <p className="formula plain">{timeSaved.formula}</p>
    </ChartCard>
  )
}
