import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import type { CommandContext, ErrandContext } from './context.ts'
import { publish } from './events.ts'
import { createJobQueue, deliver, freeAbandoned, onEvent, onEventErrand, sweepEvents } from './jobs.ts'
import { testWorld } from './testing/world.ts'

const bellRang = defineEvent({
  name: 'test.bell_rang',
  summary: 'A bell rang.',
  payload: z.object({ bellId: z.string() }),
})
const heard: string[] = []
let lineIsDown = false

async function noteBell(ctx: CommandContext) {
  heard.push(`command in ${ctx.orgId}`)
}
async function callNeighbour(_ctx: ErrandContext, event: { payload: { bellId: string } }) {
  if (lineIsDown) throw new Error('the line is down')
  heard.push(`errand for ${event.payload.bellId}`)
}
async function ring(ctx: CommandContext, bellId: string) {
  await publish(ctx, bellRang({ bellId }))
}
async function ringAndFail(ctx: CommandContext) {
  await publish(ctx, bellRang({ bellId: 'never' }))
  throw new Error('changed my mind')
}

const world = await testWorld()
Object.assign(world.services, {
  jobs: createJobQueue([onEvent(bellRang, noteBell), onEventErrand(bellRang, callNeighbour)]),
})

test('a committed event reaches every listener once, and a repeat does nothing (PLAT-083, PLAT-089)', async () => {
  const orgId = await world.newOrg()
  heard.length = 0
  await world.command(ring, 'a', world.system(orgId))
  await world.runJobs()
  expect(heard.sort()).toEqual([`command in ${orgId}`, 'errand for a'])
  const [event] = await world.sql<{ id: string }>(
    `select id from core.events where org_id = $1 and name = 'test.bell_rang'`,
    [orgId],
  )
  await deliver(world.services, orgId, event!.id, 'noteBell')
  await deliver(world.services, orgId, event!.id, 'callNeighbour')
  expect(heard).toHaveLength(2)
})

test('an event of a command that fails is never told', async () => {
  const orgId = await world.newOrg()
  heard.length = 0
  await expect(world.command(ringAndFail, undefined, world.system(orgId))).rejects.toThrow('changed my mind')
  await world.runJobs()
  expect(heard).toEqual([])
  expect(await world.events(orgId, bellRang)).toEqual([])
})

test('one failing listener retries alone; the other is not repeated', async () => {
  const orgId = await world.newOrg()
  heard.length = 0
  lineIsDown = true
  await world.command(ring, 'b', world.system(orgId))
  await expect(world.runJobs()).rejects.toThrow('the line is down')
  expect(heard).toEqual([`command in ${orgId}`])
  lineIsDown = false
  await world.sql('update graphile_worker._private_jobs set run_at = now()')
  await world.runJobs()
  expect(heard).toEqual([`command in ${orgId}`, 'errand for b'])
})

test('an event whose job was lost is put back on the queue, once', async () => {
  const orgId = await world.newOrg()
  heard.length = 0
  await world.command(ring, 'c', world.system(orgId))
  await world.sql('delete from graphile_worker._private_jobs')
  await world.sql(`update core.events set occurred_at = now() - interval '5 minutes' where org_id = $1`, [
    orgId,
  ])
  const ask = async (text: string, values: unknown[]) => ({ rows: await world.sql(text, values) })
  expect(await sweepEvents(world.services, ask)).toBeGreaterThanOrEqual(2)
  expect(await sweepEvents(world.services, ask)).toBe(0)
  await world.runJobs()
  expect(heard.sort()).toEqual([`command in ${orgId}`, 'errand for c'])
})

test('PLAT-083 a job whose process died over it runs again; what a living process is at is left alone', async () => {
  const ask = async (text: string, values: unknown[]) => ({ rows: await world.sql(text, values) })
  const lock = async (key: string, worker: string, ago: string) => {
    await world.sql(`select graphile_worker.add_job('listener', '{}'::json, job_key => $1)`, [key])
    await world.sql(
      `update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - $3::interval where key = $1`,
      [key, worker, ago],
    )
  }
  await world.sql(
    `insert into core.processes (id, role, host, pid, version, started_at, seen_at, figures)
     values (gen_random_uuid(), 'all', 'test', 1, '1', now() - interval '1 minute', now(), '{}')`,
  )
  await lock('of the dead', 'worker-dead', '2 minutes')
  await lock('of the living', 'worker-living', '30 seconds')
  const locked = () =>
    world.sql<{ key: string }>(
      `select key from graphile_worker._private_jobs where locked_at is not null order by key`,
    )
  expect(await locked()).toHaveLength(2)
  expect(await freeAbandoned(ask)).toBe(1)
  expect(await locked()).toEqual([{ key: 'of the living' }])
  expect(await freeAbandoned(ask)).toBe(0)
  await world.sql(`delete from graphile_worker._private_jobs; delete from core.processes`)
})
