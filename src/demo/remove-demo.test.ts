import { expect, test } from 'vitest'
import { removeDemoData } from '#modules/operations/contract.ts'
import { listFileKeys } from '#platform/backup/files.ts'
import { topicPermissions } from '#platform/live/topics.ts'
import { testWorld } from '#platform/testing/world.ts'
import { seedDemo } from './seed.ts'

const world = await testWorld()
const { services } = world

/** How many rows of each organisation lie in each table that belongs to one. */
async function countRows(orgId: string): Promise<Map<string, number>> {
  const tables = await world.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant' where c.relkind in ('r', 'p')`,
  )
  const counts = await world.sql<{ name: string; n: number }>(
    tables
      .map(({ name }) => `select '${name}' as name, count(*)::int as n from ${name} where org_id = $1`)
      .join(' union all '),
    [orgId],
  )
  return new Map(counts.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]))
}

test('removing the demonstration leaves its team and settings, nothing else, and tells every open screen', async () => {
  world.setNow('2026-11-18T14:20:00.000Z')
  const neighbour = await world.newOrg()
  await services.storage.put(`${neighbour}/attachments/theirs`, new Uint8Array([1]), 'image/png')
  await seedDemo(services, [], 0.1)
  const [demo] = await world.sql<{ id: string }>('select id from core.orgs where is_demo')
  const orgId = demo!.id
  await services.storage.put(`${orgId}/logos/ours.png`, new Uint8Array([1]), 'image/png')
  const [before, next] = [await countRows(orgId), await countRows(neighbour)]
  expect(before.get('inbox.messages')).toBeGreaterThan(500)
  expect((await listFileKeys(services.config, orgId)).length).toBeGreaterThan(5)

  const told: string[] = []
  services.live.onChange((_org, changes) => told.push(...changes.map(({ topic }) => topic)))
  await world.call(removeDemoData, {}, await world.as(orgId, 'owner'))

  const after = await countRows(orgId)
  const kept = [...before].filter(([name]) => name.startsWith('identity.'))
  expect([...after].filter(([name]) => name.startsWith('identity.'))).toEqual(kept)
  // That it was removed is noted, and nothing of it is left.
  expect([...after.keys()].filter((name) => !name.startsWith('identity.'))).toEqual(['core.audit'])
  expect(await listFileKeys(services.config, orgId)).toEqual([`${orgId}/logos/ours.png`])
  expect(await countRows(neighbour)).toEqual(next)
  expect(await listFileKeys(services.config, neighbour)).toEqual([`${neighbour}/attachments/theirs`])
  expect(new Set(told)).toEqual(new Set(Object.keys(topicPermissions)))
})
