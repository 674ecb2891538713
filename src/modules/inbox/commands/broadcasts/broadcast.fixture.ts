import { importClients } from '#modules/crm/public.ts'
import type { TestWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'

export const NOW = '2026-11-25T10:00:00Z'

/** A firm with a WhatsApp sandbox, an approved template, and so many clients with telephones. */
export async function newFirm(world: TestWorld, clients = 3) {
  world.setNow(NOW)
  const orgId = await world.newOrg()
  const manager = await world.as(orgId, 'manager')
  await world.call(contract.updateInboxSettings, { thousandMarketingAmount: 3000 }, manager)
  const [channelId, templateId] = [newId(), newId()]
  await world.sql(
    `insert into inbox.channels (org_id, id, kind, name, address, settings, created_at)
     values ($1, $2, 'whatsapp', 'WhatsApp', '+442079460000', '{"sandbox": true}', $3)`,
    [orgId, channelId, NOW],
  )
  await world.sql(
    `insert into inbox.templates (org_id, id, channel_kind, channel_id, name, language, category, body, status, updated_at)
     values ($1, $2, 'whatsapp', $3, 'spring', 'en', 'marketing', 'Hi {{1}}, spring cleans in {{2}} from £44.', 'approved', $4)`,
    [orgId, templateId, channelId, NOW],
  )
  await world.command(
    importClients,
    Array.from({ length: clients }, (_, i) => ({
      id: newId(),
      name: `Client ${i} Example`,
      email: `client${i}@example.com`,
      phone: `+4477009001${String(i).padStart(2, '0')}`,
      line1: '1 Road',
      city: 'London',
      postcode: i === 0 ? 'E8 1AA' : 'N16 8JR',
      accessNotes: '',
      tags: i === 0 ? ['vip'] : [],
      createdAt: `2026-01-01T10:00:0${i}Z`,
    })),
    world.system(orgId),
  )
  const draft = {
    name: 'Spring',
    channelId,
    templateId,
    audience: {},
    variables: { 1: '{{client.first_name | there}}', 2: '{{client.postcode}}' },
  }
  return { orgId, manager, channelId, templateId, draft }
}

/** Works the queue until nothing of a broadcast is left to do, as if every pause were over. */
export async function workOn(world: TestWorld, rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await world.sql(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
    await world.runJobs()
  }
}
