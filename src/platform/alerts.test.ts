import { expect, test } from 'vitest'
import { alertRules, judgeFigures, type OwnFigures } from './alerts.ts'
import type { HealthFigures } from './health.ts'

const own: OwnFigures = {
  givenUpJobs: 0,
  failedDeliveries: 0,
  wantsBackups: true,
  differingFigures: { count: 0, first: '' },
}
const fine: HealthFigures = {
  asOf: '2026-11-28T12:00:00.000Z',
  version: '0.1.0',
  api: { windowSeconds: 300, requests: 1_000, p50Ms: 10, p95Ms: 90, errorRate: 0 },
  database: { version: '18.4', sizeBytes: 1e9, connections: 12, maxConnections: 100, p95Ms: 4, slowest: [] },
  cache: { hits: 90, misses: 10, hitRate: 0.9 },
  queue: { due: 2, planned: 5, running: 1, givenUp: 0, oldestSeconds: 1, jobs: 40, failed: 0 },
  live: { connections: 30, organisations: 2 },
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
  lastBackupAt: '2026-11-28T02:00:00.000Z',
  processes: [
    {
      id: '1',
      role: 'all',
      host: 'desk',
      pid: 7,
      version: '0.1.0',
      startedAt: '2026-11-28T00:00:00.000Z',
      seenAt: '2026-11-28T12:00:00.000Z',
      memoryMb: 180,
      lagMs: 3,
      connections: 30,
    },
  ],
  recent: [],
  providers: [],
  readiness: { ok: true, checks: {} },
}
const provider = { name: 'SMTP', calls: 3, failures: 1, lastError: 'refused' }

test('a healthy installation raises nothing', () => expect(judgeFigures(fine, own)).toEqual([]))

const cases: [string, Partial<HealthFigures>, Partial<OwnFigures>, string[]][] = [
  ['slow answers', { api: { ...fine.api, p95Ms: 501 } }, {}, ['api_slow']],
  ['slow, but hardly any requests', { api: { ...fine.api, requests: 3, p95Ms: 4_000 } }, {}, []],
  ['failing requests', { api: { ...fine.api, errorRate: 0.03 } }, {}, ['api_errors']],
  ['nothing asked at all', { api: { ...fine.api, requests: 0, p95Ms: null, errorRate: null } }, {}, []],
  ['a stuck queue', { queue: { ...fine.queue, oldestSeconds: 301 } }, {}, ['queue_stuck']],
  ['a given-up job', {}, { givenUpJobs: 1 }, ['jobs_given_up']],
  ['failed deliveries', {}, { failedDeliveries: 2 }, ['webhooks_failed']],
  [
    'a figure that differs',
    {},
    { differingFigures: { count: 2, first: 'inbox.replies_by_day' } },
    ['figures_differ'],
  ],
  ['a nearly full disk', { disk: { freeBytes: 1e9, totalBytes: 100e9 } }, {}, ['disk_full']],
  ['a small disk with half of it free', { disk: { freeBytes: 1e9, totalBytes: 2e9 } }, {}, []],
  ['few connections left', { database: { ...fine.database, connections: 90 } }, {}, ['database_connections']],
  ['a busy process', { processes: [{ ...fine.processes[0]!, lagMs: 400 }] }, {}, ['process_busy']],
  ['an old backup', { lastBackupAt: '2026-11-26T02:00:00.000Z' }, {}, ['backup_old']],
  ['no backup', { lastBackupAt: null }, {}, ['backup_old']],
  ['no backup while developing', { lastBackupAt: null }, { wantsBackups: false }, []],
  [
    'a failing service',
    {
      providers: [
        { ...provider, lastGoodAt: '2026-11-28T10:00:00.000Z', lastBadAt: '2026-11-28T11:00:00.000Z' },
      ],
    },
    {},
    ['provider_failing'],
  ],
  [
    'a service that works again',
    {
      providers: [
        { ...provider, lastGoodAt: '2026-11-28T11:30:00.000Z', lastBadAt: '2026-11-28T11:00:00.000Z' },
      ],
    },
    {},
    [],
  ],
  [
    'a file store that does not answer',
    {
      readiness: {
        ok: false,
        checks: { files: { ok: false, detail: 'does not answer' }, database: { ok: true, detail: '1 ms' } },
      },
    },
    {},
    ['not_ready'],
  ],
]

test.each(cases)('%s', (_case, figures, ownFigures, keys) => {
  const raised = judgeFigures({ ...fine, ...figures }, { ...own, ...ownFigures })
  expect(raised.map(({ key }) => key)).toEqual(keys)
  for (const { detail } of raised) expect(detail).toMatch(/\w/)
})

test('every threshold has a case that raises it', () => {
  const raised = new Set(cases.flatMap(([, , , keys]) => keys))
  expect(alertRules.map(({ key }) => key).filter((key) => !raised.has(key))).toEqual([])
})
