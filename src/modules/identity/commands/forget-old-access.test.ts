import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { createMember } from '../errands/create-organization.ts'
import { forgetOldAccess } from './forget-old-access.ts'
import { noteActivity } from './note-activity.ts'

const world = await testWorld()

test('sign-ins older than 400 days and ended sessions are forgotten, newer ones stay', async () => {
  const orgId = await world.newOrg()
  const person = { email: 'old@frontdesk.test', password: 'a long password', name: 'Old Hand' }
  const { memberId, userId } = await createMember(world.services, orgId, { ...person, roles: ['agent'] })
  const activity = { memberId, kind: 'signed_in' as const, ip: '', userAgent: null }
  for (const at of ['2025-01-01T08:00:00Z', '2026-11-01T08:00:00Z']) {
    world.setNow(at)
    await world.command(noteActivity, activity, world.system(orgId))
  }
  const session = `insert into auth.session (id, token, "userId", "expiresAt") values ($1, $1, $2, $3)`
  await world.sql(session, ['ended', userId, '2026-11-20T00:00:00Z'])
  await world.sql(session, ['running', userId, '2026-12-20T00:00:00Z'])

  world.setNow('2026-11-21T08:00:00Z')
  await world.command(forgetOldAccess, undefined, world.system(orgId))

  const kept = await world.sql('select at from identity.member_activity where org_id = $1', [orgId])
  expect(kept).toEqual([{ at: '2026-11-01T08:00:00.000Z' }])
  expect(await world.sql('select id from auth.session')).toEqual([{ id: 'running' }])
})
