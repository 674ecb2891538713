import { expect, test } from 'vitest'
import { runQuery } from '#platform/run.ts'
import { testWorld } from '#platform/testing/world.ts'
import { findDefaultOrgSlug } from '../queries/directory.ts'
import { getOrganization } from '../queries/get-organization.ts'
import { createMember, createOrganization } from './create-organization.ts'

const world = await testWorld()
const plain = { zone: 'Europe/London', currency: 'GBP', isDemo: false, isDefault: false }

test('a new organisation has hours, policies and an owner who can be found by address', async () => {
  const admin = { email: 'Owner@One.test', password: 'a long password', name: 'Olive Owner' }
  const { orgId, ownerId } = await createOrganization(world.services, {
    ...plain,
    slug: 'org-one',
    name: 'Org One',
    isDefault: true,
    admin,
  })
  const settings = await runQuery(world.services, getOrganization, undefined, world.system(orgId))
  expect(settings).toMatchObject({ slug: 'org-one', currency: 'GBP', hours: { sunday: [] } })
  expect(settings.policies.cancelNoticeHours).toBe(24)
  const members = await world.sql('select id, email, roles from identity.members where org_id = $1', [orgId])
  expect(members).toEqual([{ id: ownerId, email: 'owner@one.test', roles: ['owner'] }])
  expect(await findDefaultOrgSlug(world.services)).toBe('org-one')
})

test('a taken web address is refused', async () => {
  await createOrganization(world.services, { ...plain, slug: 'taken', name: 'First' })
  await expect(
    createOrganization(world.services, { ...plain, slug: 'taken', name: 'Second' }),
  ).rejects.toMatchObject({ code: 'identity.slug_taken' })
})

test('making the same member twice adds roles and makes no second person', async () => {
  const orgId = await world.newOrg()
  const person = { email: 'twice@one.test', password: 'a long password', name: 'Tom Twice' }
  const first = await createMember(world.services, orgId, { ...person, roles: ['staff'] })
  const second = await createMember(world.services, orgId, { ...person, roles: ['agent'] })
  expect(second).toEqual(first)
  const [member] = await world.sql<{ roles: string[] }>('select roles from identity.members where id = $1', [
    first.memberId,
  ])
  expect(member?.roles.sort()).toEqual(['agent', 'staff'])
})
