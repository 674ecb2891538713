import { expect, test } from 'vitest'
import { z } from 'zod'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { sweepEvents } from '#platform/jobs.ts'
import { queueState } from '#platform/jobs-admin.ts'
import { testWorld } from '#platform/testing/world.ts'
import { defineEvent } from '#values/event.ts'
import * as contract from '../contract.ts'

const mailWanted = defineEvent({
  name: 'tests.mail_wanted',
  summary: 'A mail is wanted.',
  payload: z.object({ to: z.string(), url: z.string() }),
})

const world = await testWorld()

/** A listener job of the organisation that has failed, as the queue leaves it. */
async function failedJob(orgId: string, { attempts = 12, locked = false } = {}): Promise<string> {
  await world.command(
    async function wantMail(ctx: CommandContext) {
      await publish(ctx, mailWanted({ to: 'a@b.example', url: 'https://x/?token=secret' }))
    },
    undefined,
    world.system(orgId),
  )
  const [job] = await world.sql<{ id: string }>(
    `update graphile_worker._private_jobs set attempts = $2, last_error = 'Error: the mail server is down',
            locked_at = case when $3 then now() end, locked_by = case when $3 then 'worker' end
     where id = (select max(id) from graphile_worker._private_jobs where payload->>'orgId' = $1) returning id::text`,
    [orgId, attempts, locked],
  )
  return job!.id
}

async function office() {
  const orgId = await world.newOrg()
  await world.runJobs()
  return { orgId, owner: await world.as(orgId, 'owner') }
}

test('a failed job is listed with its error, tries and state (PLAT-081)', async () => {
  const { orgId, owner } = await office()
  const givenUp = await failedJob(orgId)
  const waiting = await failedJob(orgId, { attempts: 3 })
  const { items, total } = await world.call(contract.listFailedJobs, {}, owner)
  expect(total).toBe(2)
  expect(items).toMatchObject([
    {
      id: givenUp,
      name: 'queueWebhooks',
      kind: 'listener',
      state: 'given_up',
      nextTryAt: null,
      attempts: 12,
    },
    { id: waiting, state: 'waiting', attempts: 3, error: 'Error: the mail server is down' },
  ])
  expect(items[1]!.nextTryAt).toMatch(/^\d{4}-/)
})

test('its page shows the event behind it, with secret links hidden', async () => {
  const { orgId, owner } = await office()
  const jobId = await failedJob(orgId)
  const job = await world.call(contract.getFailedJob, { jobId }, owner)
  expect(job.payload).toMatchObject({ orgId, listener: 'queueWebhooks' })
  expect(job.event).toMatchObject({
    name: 'tests.mail_wanted',
    payload: { to: 'a@b.example', url: '[hidden]' },
  })
})

test('retry runs it again with all tries anew, and it is done', async () => {
  const { orgId, owner } = await office()
  const jobId = await failedJob(orgId)
  expect(await world.call(contract.retryFailedJob, { jobId }, owner)).toEqual({ retried: 1 })
  await world.runJobs()
  expect((await world.call(contract.listFailedJobs, {}, owner)).total).toBe(0)
  await expect(world.call(contract.retryFailedJob, { jobId }, owner)).rejects.toThrow('no longer in the list')
})

test('a dropped job stays away: the sweeper does not bring it back', async () => {
  const { orgId, owner } = await office()
  const jobId = await failedJob(orgId)
  await world.call(contract.dropFailedJob, { jobId }, owner)
  await world.sql(`update core.events set occurred_at = now() - interval '10 minutes' where org_id = $1`, [
    orgId,
  ])
  await sweepEvents(world.services, async (text, values) => ({ rows: await world.sql(text, values) }))
  const left = await world.sql(
    `select payload from graphile_worker._private_jobs where payload->>'orgId' = $1 and payload->>'listener' = 'queueWebhooks'
       and payload->>'eventId' in (select id::text from core.events where org_id = $1::uuid and name = 'tests.mail_wanted')`,
    [orgId],
  )
  expect(left).toEqual([])
})

test('a running job is left alone', async () => {
  const { orgId, owner } = await office()
  const jobId = await failedJob(orgId, { locked: true })
  await expect(world.call(contract.retryFailedJob, { jobId }, owner)).rejects.toMatchObject({
    code: 'operations.job_running',
  })
  await expect(world.call(contract.dropFailedJob, { jobId }, owner)).rejects.toMatchObject({
    code: 'operations.job_running',
  })
})

test('all given-up jobs can be retried at once, but those that wait anyway keep their turn', async () => {
  const { orgId, owner } = await office()
  await failedJob(orgId)
  await failedJob(orgId)
  const waiting = await failedJob(orgId, { attempts: 2 })
  expect(await world.call(contract.retryAllFailedJobs, {}, owner)).toEqual({ retried: 2 })
  const { items } = await world.call(contract.listFailedJobs, {}, owner)
  expect(items.filter(({ attempts }) => attempts > 0).map(({ id }) => id)).toEqual([waiting])
})

test('another organisation neither sees nor touches them; an agent is refused; a viewer of the system cannot act', async () => {
  const { orgId } = await office()
  const jobId = await failedJob(orgId)
  const stranger = (await office()).owner
  expect((await world.call(contract.listFailedJobs, {}, stranger)).total).toBe(0)
  for (const endpoint of [contract.getFailedJob, contract.retryFailedJob, contract.dropFailedJob] as const) {
    await expect(world.call(endpoint, { jobId }, stranger)).rejects.toMatchObject({
      code: 'operations.job_not_found',
    })
  }
  const agent = await world.as(orgId, 'agent')
  await expect(world.call(contract.listFailedJobs, {}, agent)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  await expect(world.call(contract.dropFailedJob, { jobId }, agent)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
})

test('retrying and dropping stand in the audit log', async () => {
  const { orgId, owner } = await office()
  await world.call(contract.retryFailedJob, { jobId: await failedJob(orgId) }, owner)
  await world.call(contract.dropFailedJob, { jobId: await failedJob(orgId) }, owner)
  const rows = await world.sql<{ summary: string }>(
    `select summary from core.audit where org_id = $1 and action like 'job.%' order by id`,
    [orgId],
  )
  expect(rows.map(({ summary }) => summary)).toEqual([
    'Failed job queueWebhooks tried again',
    'Failed job queueWebhooks dropped; its last error was: Error: the mail server is down',
  ])
})

test('the state of the queue counts due, given-up and the oldest wait', async () => {
  const { orgId } = await office()
  const before = await queueState(world.services.db)
  await failedJob(orgId)
  await world.sql(`select graphile_worker.add_job('job', '{}', run_at => now() - interval '90 seconds')`)
  const after = await queueState(world.services.db)
  expect(after.givenUp).toBe(before.givenUp + 1)
  expect(after.due).toBeGreaterThan(before.due)
  expect(after.oldestSeconds).toBeGreaterThanOrEqual(89)
})
