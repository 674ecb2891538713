import { hostname } from 'node:os'
import { sql } from 'kysely'
import { newId } from '#values/ids.ts'
import type { Services } from '../context.ts'
import { type ProcessFigures, processFigures, resetLag, takeSample } from './sampler.ts'
import { version } from './version.ts'

/** A running process of the installation. */
export interface ProcessRow {
  id: string
  role: string
  host: string
  pid: number
  version: string
  /** ISO instants. */
  startedAt: string
  seenAt: string
  figures: ProcessFigures
}

const EVERY_MS = 15_000
/** A process that has not been heard for this long is gone. */
const GONE_AFTER = '90 seconds'
const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString()
const id = newId()

/**
 * Samples this process every quarter minute and leaves its figures where the others find them, so that the health
 * page and the alerts see the whole installation, whichever process answers. Returns how to stop it.
 */
export function startHealthWatch(services: Services): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const beat = () => {
    running = leaveFigures(services).catch((error) => {
      services.log.warn({ err: error }, 'the figures of this process could not be kept')
    })
  }
  beat()
  const timer = setInterval(beat, EVERY_MS).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
      await services.db
        .withoutOrg((tx) => sql`delete from core.processes where id = ${id}`.execute(tx))
        .catch(() => {})
    },
  }
}

async function leaveFigures(services: Services): Promise<void> {
  await takeSample(services)
  const figures = JSON.stringify(await processFigures(services))
  resetLag()
  await services.db.withoutOrg(async (tx) => {
    await sql`insert into core.processes (id, role, host, pid, version, started_at, seen_at, figures)
      values (${id}, ${services.config.role}, ${hostname()}, ${process.pid}, ${version}, ${startedAt}, now(), ${figures}::jsonb)
      on conflict (id) do update set seen_at = excluded.seen_at, figures = excluded.figures`.execute(tx)
    await sql`delete from core.processes where seen_at < now() - interval '1 hour'`.execute(tx)
  })
}

/** Every process heard of lately; this one with the figures of this very moment. */
export async function runningProcesses(services: Services): Promise<ProcessRow[]> {
  const [{ rows }, figures] = await Promise.all([
    services.db.withoutOrg((tx) =>
      sql<ProcessRow>`select id, role, host, pid, version, started_at as "startedAt", seen_at as "seenAt", figures
        from core.processes where seen_at > now() - ${GONE_AFTER}::interval and id <> ${id}
        order by started_at, id`.execute(tx),
    ),
    processFigures(services),
  ])
  const { role } = services.config
  const own = {
    role,
    host: hostname(),
    pid: process.pid,
    version,
    startedAt,
    seenAt: new Date().toISOString(),
  }
  return [{ id, ...own, figures }, ...rows]
}
