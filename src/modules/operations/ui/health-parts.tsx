import type { ReactNode } from 'react'
import { Banner } from '#web/kit/banner.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { When } from '#web/kit/when.tsx'
import type { Alert, SystemHealth } from '../contract.ts'
import { ScrollBox } from './scroll-box.tsx'
import { formatBytes, formatMs } from './words.ts'

/** Open alerts as banners, those that are over as a quiet list. */
export function Alerts({ alerts }: { alerts: readonly Alert[] }) {
  const open = alerts.filter(({ resolvedAt }) => resolvedAt === null)
  const over = alerts.filter(({ resolvedAt }) => resolvedAt !== null)
  return (
    <section className="stack s8" aria-label="Alerts">
      {open.length === 0 && (
        <Banner tone="good">No alert is open. Values are compared with their thresholds every minute.</Banner>
      )}
      {open.map(({ id, level, title, detail, raisedAt }) => (
        <Banner key={id} tone={level === 'critical' ? 'bad' : 'warn'} actions={<When at={raisedAt} />}>
          <b>{title}.</b> {detail}
        </Banner>
      ))}
      {over.length > 0 && (
        <details className="disclose t13">
          <summary>
            {over.length === 1 ? 'One alert' : `${over.length} alerts`} of the last seven days, over by now
          </summary>
          <ul className="stack s4">
            {over.map(({ id, title, detail, raisedAt, resolvedAt }) => (
              <li key={id}>
                {title}: {detail}{' '}
                <span className="muted">
                  (<When at={raisedAt} style="date-time" /> to <When at={resolvedAt!} style="date-time" />)
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const partNames: Record<string, string> = {
  database: 'Database',
  files: 'File store',
  queue: 'Job queue',
  disk: 'Disk',
  redis: 'Redis',
}

/** Database, files, queue, disk and backups: each with its state and what is known of it. */
export function Parts({ health }: { health: SystemHealth }) {
  const { database, disk, lastBackupAt, queue, readiness } = health
  const facts: Record<string, ReactNode> = {
    database: `PostgreSQL ${database.version}, ${formatBytes(database.sizeBytes)}, ${database.connections} of ${database.maxConnections} connections`,
    disk: `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} free`,
    queue: `${queue.running} running, ${queue.planned} planned, ${queue.givenUp} given up`,
  }
  return (
    <section className="card" aria-labelledby="parts">
      <div className="card-h">
        <h2 id="parts">Parts</h2>
      </div>
      <table className="table">
        <tbody>
          {Object.entries(readiness.checks).map(([name, check]) => (
            <tr key={name}>
              <th scope="row">{partNames[name] ?? name}</th>
              <td>{facts[name] ?? check.detail}</td>
              <td className="num">
                {check.ok ? (
                  <StatusPill tone="good">Works</StatusPill>
                ) : (
                  <StatusPill tone="bad">{check.detail}</StatusPill>
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Last backup</th>
            <td colSpan={2}>
              {lastBackupAt ? <When at={lastBackupAt} /> : 'None found. Run: frontdesk backup'}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** Outside services and how the calls to them went. */
export function Providers({ providers }: { providers: SystemHealth['providers'] }) {
  return (
    <section className="card" aria-labelledby="providers">
      <div className="card-h">
        <h2 id="providers">Outside services</h2>
      </div>
      {providers.length === 0 ? (
        <p className="muted t13" style={{ padding: '8px 16px 16px' }}>
          None is set up. Mail goes to the outbox, files to this disk.
        </p>
      ) : (
        <table className="table">
          <tbody>
            {providers.map((provider) => (
              <tr key={provider.name}>
                <th scope="row">{provider.name}</th>
                <td className="words muted t13">
                  {provider.calls === 0
                    ? 'Not called since the start'
                    : `${provider.calls === 1 ? 'One call' : `${provider.calls} calls`}, ${provider.failures} failed${isFailing(provider) ? `. ${provider.lastError}` : ''}`}
                </td>
                <td className="num">
                  <ProviderState provider={provider} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type Provider = SystemHealth['providers'][number]

function isFailing({ lastBadAt, lastGoodAt }: Provider): boolean {
  return (lastBadAt ?? '') > (lastGoodAt ?? '')
}

function ProviderState({ provider }: { provider: Provider }) {
  if (provider.calls === 0) return <StatusPill>Unused</StatusPill>
  return isFailing(provider) ? (
    <StatusPill tone="bad">Fails</StatusPill>
  ) : (
    <StatusPill tone="good">Works</StatusPill>
  )
}

/** Every process of the installation. */
export function Processes({ processes }: { processes: SystemHealth['processes'] }) {
  return (
    <div className="fit">
      <SectionHead title="Processes" count={processes.length} />
      <ScrollBox label="Processes" className="card wide-table">
        <table className="table">
          <thead>
            <tr>
              <th>Machine</th>
              <th>Role</th>
              <th>Version</th>
              <th>Running since</th>
              <th className="num">Memory</th>
              <th className="num">Delay</th>
              <th className="num">Screens</th>
            </tr>
          </thead>
          <tbody>
            {processes.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.host} <span className="muted tn">{one.pid}</span>
                </td>
                <td>{one.role}</td>
                <td>{one.version}</td>
                <td>
                  <When at={one.startedAt} />
                </td>
                <td className="num">{Math.round(one.memoryMb)} MB</td>
                <td className="num">{formatMs(one.lagMs)}</td>
                <td className="num">{one.connections}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  )
}

/** The statements that take longest on average. */
export function SlowStatements({ database }: { database: SystemHealth['database'] }) {
  return (
    <div className="fit">
      <SectionHead
        title="Slowest statements"
        end={`95% of all statements within ${formatMs(database.p95Ms)}`}
      />
      <ScrollBox label="Slowest statements" className="card wide-table">
        <table className="table compact">
          <thead>
            <tr>
              <th>Statement</th>
              <th className="num">Mean</th>
              <th className="num">Longest</th>
              <th className="num">Times</th>
            </tr>
          </thead>
          <tbody>
            {database.slowest.map(({ sql, times, meanMs, maxMs }) => (
              <tr key={sql}>
                <td className="words t12">
                  <code>{sql}</code>
                </td>
                <td className="num">{formatMs(meanMs)}</td>
                <td className="num">{formatMs(maxMs)}</td>
                <td className="num">{times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  )
}
