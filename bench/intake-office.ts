import { createChannel, receiveDelivery } from '#modules/inbox/contract.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { rebuildRollups } from '#platform/rollups.ts'
import { system } from '#values/actor.ts'
import { fillPath } from '#values/endpoint.ts'
import { modules } from '../src/modules.ts'
import { fillInbox, withBulkLoad } from './dashboard-data.ts'
import { createFirm, ZONE } from './firms.ts'
import { NUMBER_ID, SECRET } from './intake-load.ts'
import { asOwner, type Place, settle } from './places.ts'

// An office with a year of messages behind it and a WhatsApp number of its own for the benchmark.

/** Conversations of the year, ten messages each. */
const CONVERSATIONS = 20_000

export const rollups = modules.flatMap((module) => module.rollups ?? [])

export interface Office {
  orgId: string
  slug: string
  /** `path`: where its vendor posts to. */
  channel: { id: string; path: string }
}

export async function openOffice(place: Place): Promise<Office> {
  const { orgId, slug } = await createFirm(place.services, 'messages', 1)
  const channel = await addChannel(place, orgId)
  await addHistory(place, orgId)
  return { orgId, slug, channel }
}

async function addHistory(place: Place, orgId: string): Promise<void> {
  const lastDay = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate().toString()
  const size = { orgId, zone: ZONE, conversations: CONVERSATIONS, agents: 14, lastDay, seed: 7 }
  await withBulkLoad(place.databaseUrl, (client) => fillInbox(client, size))
  await asOwner(
    place.databaseUrl,
    `insert into inbox.counters (org_id, name, last_number)
     select org_id, 'conversation', max(number) from inbox.conversations group by org_id
     on conflict (org_id, name) do update set last_number = excluded.last_number`,
  )
  await rebuildRollups(place.services, rollups, orgId)
  await settle(place.databaseUrl)
}

async function addChannel(place: Place, orgId: string): Promise<{ id: string; path: string }> {
  const served = modules.flatMap((module) => module.endpoints)
  const dispatch = createDispatch(place.services, served, async () => ({ orgId, actor: system('bench') }))
  const { output } = await dispatch(
    createChannel,
    {
      kind: 'whatsapp',
      name: 'WhatsApp',
      // Nothing leaves the machine; what comes in is signed and read as from the real vendor.
      sandbox: true,
      address: '+442079460100',
      settings: { phoneNumberId: NUMBER_ID, businessAccountId: '1' },
      secrets: { accessToken: 'none', appSecret: SECRET },
    },
    { headers: new Headers(), ip: '127.0.0.1', log: place.services.log },
  )
  const { id, webhookUrl } = output as { id: string; webhookUrl: string }
  return { id, path: fillPath(receiveDelivery.path, { token: webhookUrl.split('/').at(-1)! }) }
}
