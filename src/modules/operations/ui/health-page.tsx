import { serverApi } from '#web/api.ts'
import { KpiBand, KpiTile } from '#web/kit/kpi.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { getSystemHealth, type SystemHealth } from '../contract.ts'
import type { Route } from './+types/health-page'
import { Alerts, Parts, Processes, Providers, SlowStatements } from './health-parts.tsx'
import { useRefresh } from './use-refresh.ts'
import { formatMs, formatSeconds, formatShare } from './words.ts'
import './operations.css'

export const handle: PageHandle = { title: 'System health' }

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getSystemHealth, {})
}

/** How the installation stands, refreshed while one looks. */
export default function HealthPage({ loaderData: health }: Route.ComponentProps) {
  useLiveRevalidate(['jobs'])
  useRefresh(10_000)
  return (
    <div className="stack s24">
      <PageHead
        title="System health"
        lead={
          <>
            Version {health.version}, the last {formatSeconds(health.api.windowSeconds)}, as of{' '}
            <AsOf at={health.asOf} />
          </>
        }
      />
      <Alerts alerts={health.alerts} />
      <Figures health={health} />
      <div className="pairs">
        <Parts health={health} />
        <Providers providers={health.providers} />
      </div>
      <Processes processes={health.processes} />
      <SlowStatements database={health.database} />
    </div>
  )
}

function AsOf({ at }: { at: string }) {
  return (
    <span className="tn">
      <When at={at} style="time" />:{at.slice(17, 19)}
    </span>
  )
}

function JobsInWords({ health: { queue, givenUpHere } }: { health: SystemHealth }) {
  if (givenUpHere > 0) return <b className="bad">{givenUpHere} given up here</b>
  if (queue.oldestSeconds === null) return 'none waits'
  return `oldest ${formatSeconds(Math.max(0, queue.oldestSeconds))}`
}

function Figures({ health }: { health: SystemHealth }) {
  const { api, cache, queue, live, recent } = health
  return (
    <KpiBand label="Key figures">
      <KpiTile
        label="Answers, 95% within"
        value={formatMs(api.p95Ms)}
        spark={recent.map(({ p95Ms }) => p95Ms)}
        tone={(api.p95Ms ?? 0) > 500 ? 'bad' : 'good'}
        compare={`half within ${formatMs(api.p50Ms)}`}
        definition="How long pages and the API took to answer: 95 of 100 requests were faster. Estimated from a histogram, all processes together."
      />
      <KpiTile
        label="Requests that failed"
        value={formatShare(api.errorRate)}
        tone={(api.errorRate ?? 0) > 0.02 ? 'bad' : 'good'}
        compare={`of ${api.requests} requests`}
        definition="Answers with a fault of ours (5xx)."
      />
      <KpiTile
        label="Jobs waiting"
        value={queue.due}
        compare={<JobsInWords health={health} />}
        definition="Jobs of the whole installation that could run now. Those of this organisation that were given up wait for a person."
        to="/settings/failed-jobs"
      />
      <KpiTile
        label="Found in the cache"
        value={formatShare(cache.hitRate)}
        compare={`of ${cache.hits + cache.misses} reads`}
        definition="Reads that the cache could answer without asking the database."
      />
      <KpiTile
        label="Open screens"
        value={live.connections}
        spark={recent.map(({ connections }) => connections)}
        compare={`of ${live.organisations === 1 ? 'one organisation' : `${live.organisations} organisations`}`}
        definition="Live connections of all processes."
      />
    </KpiBand>
  )
}
