import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Services } from '#platform/context.ts'
import { healthFigures, noteProvider, readiness, startHealthWatch } from '#platform/health.ts'
import { runErrand } from '#platform/run.ts'
import { testWorld } from '#platform/testing/world.ts'
import { noteAlerts } from '../commands/note-alerts.ts'
import * as contract from '../contract.ts'
import { alertRaised, alertResolved } from '../events.ts'
import { watchSystem } from './watch-system.ts'

const world = await testWorld()

test('the figures are real: a database that answers, queries that were made, a disk with space (PLAT-111, PLAT-113)', async () => {
  const orgId = await world.newOrg()
  const health = await world.call(contract.getSystemHealth, {}, await world.as(orgId, 'admin'))
  expect(contract.SystemHealth.safeParse(health).error).toBeUndefined()
  expect(health.database.version).toMatch(/^\d+/)
  expect(health.database.sizeBytes).toBeGreaterThan(1e6)
  expect(health.database.connections).toBeGreaterThan(0)
  expect(health.database.slowest.length).toBeGreaterThan(0)
  expect(health.disk.freeBytes).toBeGreaterThan(0)
  expect(health.processes).toHaveLength(1)
  expect(health.processes[0]!.memoryMb).toBeGreaterThan(20)
  expect(health.readiness.checks).toMatchObject({ database: { ok: true }, files: { ok: true } })
})

test('an agent does not see them', async () => {
  const orgId = await world.newOrg()
  const refused = world.call(contract.getSystemHealth, {}, await world.as(orgId, 'agent'))
  await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden' })
})

test('every process leaves its figures, and the page adds them up', async () => {
  const watch = startHealthWatch(world.services)
  await watch.stop()
  await world.sql(
    `insert into core.processes (id, role, host, pid, version, started_at, seen_at, figures)
     select gen_random_uuid(), 'api', 'other', 4711, '0.1.0', now(), now() - ($1 || ' seconds')::interval, $2
     from generate_series(1, 1)`,
    [10, JSON.stringify(figuresOfAnother)],
  )
  const orgId = await world.newOrg()
  const health = await freshFigures({ ...world.services })
  expect(health.processes.map(({ host }) => host)).toContain('other')
  expect(health.live.connections).toBe(40)
  expect(health.api.requests).toBeGreaterThanOrEqual(100)
  expect(health.api.p95Ms).toBeGreaterThan(50)
  expect(health.providers.find(({ name }) => name === 'Twilio')).toMatchObject({
    calls: 7,
    lastError: 'refused',
  })
  await world.sql(`update core.processes set seen_at = now() - interval '5 minutes'`)
  const later = await freshFigures({ ...world.services })
  expect(later.processes.map(({ host }) => host)).not.toContain('other')
  expect(orgId).toBeTruthy()
})

test('a backup shows its age, unfinished ones do not count', async () => {
  const folder = join(world.services.config.dataDir, 'backups')
  expect((await freshFigures({ ...world.services })).lastBackupAt).toBeNull()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'frontdesk-1.tar'), 'x')
  await utimes(join(folder, 'frontdesk-1.tar'), new Date(), new Date('2026-11-20T02:00:00Z'))
  await writeFile(join(folder, 'frontdesk-2.tar.part'), 'x')
  expect((await freshFigures({ ...world.services })).lastBackupAt).toBe('2026-11-20T02:00:00.000Z')
  await rm(folder, { recursive: true })
})

test('readiness fails when the database or the file store does not answer, without naming hosts', async () => {
  expect(await readiness({ ...world.services })).toMatchObject({ ok: true })
  const broken: Services = {
    ...world.services,
    storage: {
      ...world.services.storage,
      put: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:9000')),
    },
  }
  const state = await readiness(broken)
  expect(state.ok).toBe(false)
  expect(state.checks.files).toEqual({ ok: false, detail: 'does not answer' })
})

test('an alert is raised once, told to the house, and closed after three fine readings (PLAT-110)', async () => {
  const orgId = await world.newOrg()
  const admin = await world.as(orgId, 'admin')
  const full = {
    key: 'disk_full',
    level: 'critical' as const,
    title: 'The disk is nearly full',
    detail: '1 GB free',
  }
  const read = (raised: (typeof full)[]) => world.command(noteAlerts, raised, world.system(orgId))
  await read([full])
  await read([{ ...full, detail: '0.9 GB free' }])
  const open = (await world.call(contract.getSystemHealth, {}, admin)).alerts
  expect(open).toMatchObject([{ key: 'disk_full', detail: '0.9 GB free', resolvedAt: null }])
  expect(await world.events(orgId, alertRaised)).toHaveLength(1)

  await read([])
  await read([])
  await read([full])
  await read([])
  await read([])
  expect(await world.events(orgId, alertResolved)).toHaveLength(0)
  await read([])
  expect(await world.events(orgId, alertResolved)).toHaveLength(1)
  expect((await world.call(contract.getSystemHealth, {}, admin)).alerts[0]!.resolvedAt).not.toBeNull()

  await read([full])
  expect(await world.events(orgId, alertRaised)).toHaveLength(2)
})

test('the watch turns a failing service into an alert', async () => {
  const orgId = await world.newOrg()
  noteProvider('SMTP', { ok: false, error: 'connection refused' })
  await runErrand({ ...world.services }, watchSystem, undefined, world.system(orgId))
  const [alert] = await world.events(orgId, alertRaised)
  expect(alert).toMatchObject({ key: 'provider_failing', detail: 'SMTP: connection refused' })
  noteProvider('SMTP', { ok: true })
})

test('an installation of today is not blamed for having no backup yet, one of yesterday is', async () => {
  const orgId = await world.newOrg()
  const services = { ...world.services, config: { ...world.services.config, env: 'production' as const } }
  const keys = async () => {
    await runErrand({ ...services }, watchSystem, undefined, world.system(orgId))
    return (await world.events(orgId, alertRaised)).map(({ key }) => key)
  }
  await world.sql(`update core.orgs set created_at = $1`, [services.clock().toString()])
  expect(await keys()).not.toContain('backup_old')
  await world.sql(`update core.orgs set created_at = created_at - interval '27 hours'`)
  expect(await keys()).toContain('backup_old')
})

/** Figures are remembered for five seconds per set of services; a copy has no memory. */
const freshFigures = (services: Services) => healthFigures(services)

const figuresOfAnother = {
  windowSeconds: 300,
  httpCounts: [0, 0, 0, 0, 0, 80, 20, 0, 0, 0, 0, 0],
  httpFailed: 1,
  queryCounts: [100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  jobs: 3,
  jobsFailed: 0,
  errors: 1,
  cacheHits: 9,
  cacheMisses: 1,
  connections: 40,
  organisations: 2,
  lagMs: 4,
  memoryMb: 210,
  slowest: [],
  providers: {
    Twilio: {
      calls: 7,
      failures: 1,
      lastGoodAt: null,
      lastBadAt: '2026-11-28T09:00:00.000Z',
      lastError: 'refused',
    },
  },
  recent: [],
}
