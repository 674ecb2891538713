import { Banner } from '#web/kit/banner.tsx'
import { ChartCard } from '#web/kit/chart-card.tsx'
import { MenuItem } from '#web/kit/menu.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill, type Tone } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import { funnel } from '../../domain/charts/funnel.ts'
import { countWords, figureLine, percentWords } from '../../domain/figure-words.ts'
import type { WhatsappPerformance } from '../../domain/sections.ts'
import { broadcastsTable, failuresTable } from '../../domain/tables.ts'
import { useDashboard } from '../dashboard-context.tsx'
import { useExportMenu } from '../exports-context.tsx'
import { FigureChart } from '../figure-chart.tsx'
import { FigureTable } from '../figure-table.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** How far messages get, and whether our numbers are well. */
export default function Whatsapp({ data }: { data: WhatsappPerformance }) {
  const { sent, deliveryRate, readRate, failed, broadcastSuccess } = data
  return (
    <>
      <DeliveryAlert alert={data.alert} />
      <FiguresBand
        label="Figures of WhatsApp"
        metrics={[sent, deliveryRate, readRate, failed, broadcastSuccess]}
      />
      <div className="cards">
        <FigureChart spec={funnel} data={data} span={7} metric={sent.key} empty="No message was sent." />
        <Numbers data={data} />
        <Failures data={data} />
        <Broadcasts data={data} />
      </div>
    </>
  )
}

function DeliveryAlert({ alert }: Pick<WhatsappPerformance, 'alert'>) {
  const { words } = useDashboard()
  if (!alert) return null
  return (
    <div className="dash-stale">
      <Banner tone="bad">
        <b className="b">Only {percentWords(alert.percent, words.locale)} delivered</b> of{' '}
        {countWords(alert.sent, words.locale)} messages in the last hour, below{' '}
        {percentWords(alert.below, words.locale)}. The failed messages below say why.
      </Banner>
    </div>
  )
}

const health: Record<WhatsappPerformance['sessions'][number]['health'], { tone: Tone; word: string }> = {
  good: { tone: 'good', word: 'Healthy' },
  warn: { tone: 'warn', word: 'Shaky' },
  bad: { tone: 'bad', word: 'Failing' },
  off: { tone: 'neutral', word: 'Off' },
}

function Numbers({ data: { sessions, queue } }: { data: WhatsappPerformance }) {
  const { words } = useDashboard()
  return (
    <ChartCard
      title="Are our numbers well?"
      lead="Each number we write from, and what waits to be sent"
      span={5}
      flush
    >
      <dl className="queue">
        <div>
          <dt>Waiting to be sent</dt>
          <dd>{countWords(queue.depth, words.locale)}</dd>
        </div>
        <div>
          <dt>Oldest waits</dt>
          <dd>{queue.oldestSeconds === null ? '–' : figureLine(queue.oldestSeconds, 'seconds', words)}</dd>
        </div>
        <div>
          <dt>Sent per minute</dt>
          <dd>{figureLine(queue.perMinute, 'score', words)}</dd>
        </div>
      </dl>
      {sessions.length === 0 ? (
        <p className="nothing pad">No WhatsApp number is connected.</p>
      ) : (
        <ul className="lines numbers">
          {sessions.map(({ channelId, name, address, health: state, because, lastSentAt, hourPercent }) => (
            <li key={channelId}>
              <div className="row">
                <span className="grow cut">
                  <span className="m">{name}</span> <span className="muted tn">{address}</span>
                </span>
                <StatusPill tone={health[state].tone}>{health[state].word}</StatusPill>
              </div>
              <p className="muted t12">
                {because}
                {/* Where all is well, the reason is this share already. */}
                {hourPercent !== null &&
                  !because.includes('last hour') &&
                  ` · ${percentWords(hourPercent, words.locale)} in the last hour`}
                {lastSentAt && (
                  <>
                    {' · sent '}
                    <When at={lastSentAt} />
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </ChartCard>
  )
}

function Broadcasts({ data }: { data: WhatsappPerformance }) {
  const { rowsTo } = useDashboard()
  const menu = useExportMenu({ csv: 'broadcasts' })
  return (
    <ChartCard
      title="How did broadcasts go?"
      lead="Messages to many at once, begun in this period"
      span={5}
      flush
      menu={
        <>
          <MenuItem icon="menu" to={rowsTo({ metric: data.broadcastSuccess.key })}>
            Rows behind it
          </MenuItem>
          {menu}
        </>
      }
    >
      {data.broadcasts.length === 0 ? (
        <EmptyState icon="send" title="No broadcast in this period">
          Write to many clients at once under Broadcasts.
        </EmptyState>
      ) : (
        <FigureTable
          table={broadcastsTable(data)}
          only={['name', 'recipients', 'delivered', 'read', 'successPercent']}
          most={8}
          target={(row, column) =>
            column === 'successPercent'
              ? { metric: data.broadcastSuccess.key, part: String(row.id) }
              : undefined
          }
        />
      )}
    </ChartCard>
  )
}

function Failures({ data }: { data: WhatsappPerformance }) {
  const { rowsTo } = useDashboard()
  const menu = useExportMenu({ csv: 'failures' })
  return (
    <ChartCard
      title="Why do messages fail?"
      lead="Messages that could not be delivered, by reason"
      span={7}
      flush
      menu={
        <>
          <MenuItem icon="menu" to={rowsTo({ metric: data.failed.key })}>
            Rows behind it
          </MenuItem>
          {menu}
        </>
      }
    >
      {data.failures.length === 0 ? (
        <EmptyState icon="check-circle" title="Nothing failed">
          Every message of this period was accepted.
        </EmptyState>
      ) : (
        <FigureTable
          table={failuresTable(data)}
          only={['title', 'category', 'count']}
          most={8}
          render={{
            title: (row) => (
              <>
                {row.title} {row.code && <span className="muted t12 tn">{row.code}</span>}
              </>
            ),
          }}
          target={(row, column) =>
            column === 'count' ? { metric: data.failed.key, part: String(row.part) } : undefined
          }
        />
      )}
    </ChartCard>
  )
}
