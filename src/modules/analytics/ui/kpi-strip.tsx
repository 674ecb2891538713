import { KpiBand } from '#web/kit/kpi.tsx'
import { countWords, moneyWords, percentWords } from '../domain/figure-words.ts'
import type { Kpi } from '../domain/sections.ts'
import { useDashboard } from './dashboard-context.tsx'
import { FigureTile } from './figure-tile.tsx'

/** The strip on top: how things stand now, at a glance. */
export function KpiStrip({ kpi }: { kpi: Kpi }) {
  const { words } = useDashboard()
  const count = (value: number) => countWords(value, words.locale)
  const { activeConversations, responseTime, deliveryRate, openTickets, messagesToday, bookingsFromChat } =
    kpi
  return (
    <div className="kpi-strip">
      <KpiBand label="Key figures">
        <FigureTile
          metric={activeConversations}
          detail={`${count(activeConversations.unassigned)} unassigned`}
        />
        <FigureTile
          metric={responseTime}
          detail={
            responseTime.slaPercent === null
              ? undefined
              : `${percentWords(responseTime.slaPercent, words.locale)} within SLA`
          }
        />
        <FigureTile metric={kpi.slaCompliance} />
        <FigureTile metric={deliveryRate} />
        <FigureTile metric={openTickets} detail={priorities(openTickets.byPriority)} />
        <FigureTile
          metric={messagesToday}
          detail={`${count(messagesToday.incoming)} in, ${count(messagesToday.outgoing)} out`}
        />
        <FigureTile metric={bookingsFromChat} detail={moneyWords(bookingsFromChat.revenue, words)} />
      </KpiBand>
    </div>
  )
}

/** The two most urgent priorities that there are: `3 urgent, 6 high`. */
function priorities(by: Kpi['openTickets']['byPriority']): string {
  const named = (['urgent', 'high', 'normal', 'low'] as const).filter((priority) => by[priority] > 0)
  return named
    .slice(0, 2)
    .map((priority) => `${by[priority]} ${priority}`)
    .join(', ')
}
