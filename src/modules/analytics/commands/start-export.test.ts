import { describe, expect, test } from 'vitest'
import { createMember } from '#modules/identity/public.ts'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../contract/exports.ts'

const world = await testWorld()
const october = { from: '2026-10-01', to: '2026-10-31' }

/** Somebody whose membership stands in the database, as the job looks it up again. */
async function member(orgId: string, role: 'manager' | 'agent', name: string): Promise<Who> {
  const email = `${name.toLowerCase()}-${orgId.slice(-8)}@example.com`
  const { memberId } = await createMember(world.services, orgId, { email, name, roles: [role] })
  const who = await world.as(orgId, role)
  return { orgId, actor: { ...who.actor, memberId, name } as Who['actor'] }
}

const textOf = async (exportId: string, who: Who) =>
  Buffer.from(await world.call(contract.downloadExport, { exportId }, who)).toString('utf8')

describe('exports (ANLY-141)', () => {
  test('a file is made in the background and says where it comes from', async () => {
    const orgId = await world.newOrg({ name: 'Stamp Cleaning' })
    const ruth = await member(orgId, 'manager', 'Ruth')
    const begun = await world.call(contract.startExport, { ...october, kind: 'csv' }, ruth)
    expect(begun).toMatchObject({ status: 'waiting', progress: 0, url: null })
    await world.runJobs()
    const done = await world.call(contract.getExport, { exportId: begun.id }, ruth)
    expect(done).toMatchObject({ status: 'done', progress: 100, error: null })
    const text = await textOf(begun.id, ruth)
    expect(Buffer.byteLength(text)).toBe(done.bytes)
    for (const part of [
      'Stamp Cleaning',
      '1 Oct 2026',
      '31 Oct 2026',
      'all channels',
      'Europe/London',
      'As of',
      'Ruth',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('a cancelled export is not made, and has no file', async () => {
    const orgId = await world.newOrg()
    const ruth = await member(orgId, 'manager', 'Ruth')
    const { id } = await world.call(contract.startExport, { ...october, kind: 'csv' }, ruth)
    await world.call(contract.cancelExport, { exportId: id }, ruth)
    await world.runJobs()
    const after = await world.call(contract.getExport, { exportId: id }, ruth)
    expect(after).toMatchObject({ status: 'cancelled', url: null, bytes: null })
    await expect(world.call(contract.downloadExport, { exportId: id }, ruth)).rejects.toMatchObject({
      code: 'analytics.export_not_ready',
    })
  })

  test('neither a colleague nor another organisation finds it', async () => {
    const orgId = await world.newOrg()
    const ruth = await member(orgId, 'manager', 'Ruth')
    const { id: exportId } = await world.call(contract.startExport, { ...october, kind: 'csv' }, ruth)
    await world.runJobs()
    const strangers = [
      await member(orgId, 'manager', 'Nadia'),
      await member(await world.newOrg(), 'manager', 'Omar'),
    ]
    for (const who of strangers) {
      for (const endpoint of [contract.getExport, contract.cancelExport, contract.downloadExport]) {
        await expect(world.call(endpoint, { exportId }, who)).rejects.toMatchObject({
          code: 'analytics.export_not_found',
        })
      }
      expect((await world.call(contract.listExports, {}, who)).items).toEqual([])
    }
  })

  test('an agent’s file says and holds the own figures only, whatever was asked', async () => {
    const orgId = await world.newOrg()
    const ruth = await member(orgId, 'manager', 'Ruth')
    const ewa = await member(orgId, 'agent', 'Ewa')
    const agent = [(ruth.actor as { memberId: string }).memberId]
    const { id } = await world.call(
      contract.startExport,
      { ...october, agent, kind: 'csv', subject: 'agents' },
      ewa,
    )
    await world.runJobs()
    const text = await textOf(id, ewa)
    expect(text).toContain('Ewa only')
    expect(text).not.toContain('Ruth')
  })

  test('who was suspended meanwhile gets no file', async () => {
    const orgId = await world.newOrg()
    const ruth = await member(orgId, 'manager', 'Ruth')
    const { id } = await world.call(contract.startExport, { ...october, kind: 'csv' }, ruth)
    await world.sql(`update identity.members set status = 'suspended' where org_id = $1`, [orgId])
    await world.runJobs()
    const rows = await world.sql<{ status: string; error: string }>(
      'select status, error from analytics.exports where id = $1',
      [id],
    )
    expect(rows[0]).toEqual({ status: 'failed', error: 'You may no longer see these figures.' })
  })

  test.each([
    [{ kind: 'png', subject: 'agents' }, 'analytics.export_not_found'],
    [{ kind: 'csv', subject: 'rows:nothing' }, 'analytics.metric_not_found'],
    [{ kind: 'pdf', from: '2020-01-01' }, 'analytics.range_too_long'],
    [{ kind: 'pdf', from: '2026-11-30' }, 'input.invalid'],
  ] as const)('%j is refused with %s', async (wish, code) => {
    const ruth = await member(await world.newOrg(), 'manager', 'Ruth')
    await expect(world.call(contract.startExport, { ...october, ...wish }, ruth)).rejects.toMatchObject({
      code,
    })
  })
})
