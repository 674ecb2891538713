import type { DataTable } from '../data-table.ts'
import type { SectionKey, Sections } from '../sections.ts'
import { agentBars } from './agent-bars.ts'
import { agentTime, workload } from './agent-productivity.ts'
import { botSplit, escalationReasons, satisfaction } from './automation-impact.ts'
import { incoming, waiting } from './customer-load.ts'
import { forecast } from './forecast.ts'
import { funnel } from './funnel.ts'
import { heatmap } from './heatmap.ts'
import type { ChartLook, ChartSpec, Drawing } from './look.ts'
import { newReturning } from './new-returning.ts'
import { resolvedOpen } from './resolved-open.ts'
import { responseTime } from './response-time.ts'
import { slaGauge } from './sla.ts'
import { trends } from './trends.ts'

/** A chart of the catalogue, bound to the part of the dashboard that it draws. */
export interface ListedChart {
  key: string
  title: string
  section: SectionKey
  about: (sections: Partial<Sections>, look: ChartLook) => string
  build: (sections: Partial<Sections>, look: ChartLook) => Drawing | null
  table: (sections: Partial<Sections>) => DataTable | null
}

function list<K extends SectionKey>(section: K, specs: readonly ChartSpec<Sections[K]>[]): ListedChart[] {
  return specs.map(({ key, title, about, build, table }) => {
    const dataOf = (sections: Partial<Sections>) => sections[section] as Sections[K] | undefined
    return {
      key,
      title,
      section,
      about: (sections, look) => {
        const data = dataOf(sections)
        return data ? about(data, look) : ''
      },
      build: (sections, look) => {
        const data = dataOf(sections)
        return data ? build(data, look) : null
      },
      table: (sections) => {
        const data = dataOf(sections)
        return data ? table(data) : null
      },
    }
  })
}

/** Every chart of the dashboard in the order of the page. */
export const charts: readonly ListedChart[] = [
  ...list('conversations', [agentBars, responseTime, slaGauge, resolvedOpen]),
  ...list('whatsapp', [funnel]),
  ...list('load', [incoming, heatmap, forecast, newReturning, waiting]),
  ...list('agents', [agentTime, workload]),
  ...list('automation', [botSplit, satisfaction, escalationReasons]),
  ...list('business', [trends]),
]
