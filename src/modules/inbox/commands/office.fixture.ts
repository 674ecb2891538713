import type { Who } from '#platform/context.ts'
import type { TestWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import type { Incoming } from '../contract/incoming.ts'
import type { ChannelKind } from '../contract/words.ts'
import { receiveMessages } from './receive-messages.ts'

/** Monday, in business hours. */
export const NOW = '2026-11-23T10:00:00.000Z'

export interface Office {
  orgId: string
  /** Ann and Bob answer customers, Mia manages. */
  ann: Who
  bob: Who
  mia: Who
  channelId: string
  /** Somebody writes; answers with the conversation. */
  writes(from: string, body: string, change?: Partial<Incoming> & { channelId?: string }): Promise<string>
}

/** An office with a WhatsApp number, open Monday to Friday from nine to five. */
export async function newOffice(world: TestWorld): Promise<Office> {
  world.setNow(NOW)
  const orgId = await world.newOrg({ name: 'Bright Rooms' })
  const [ann, bob, mia] = await Promise.all([
    newColleague(world, orgId, 'Ann Baker', 'agent'),
    newColleague(world, orgId, 'Bob Carr', 'agent'),
    newColleague(world, orgId, 'Mia Dean', 'manager'),
  ])
  const channelId = await newChannel(world, orgId, 'whatsapp')
  let refs = 0
  return {
    orgId,
    ann,
    bob,
    mia,
    channelId,
    async writes(from, body, { channelId: to = channelId, ...change } = {}) {
      const incoming: Incoming = {
        providerRef: `ref-${++refs}`,
        from: { platformUserId: from, name: `Person ${from}` },
        at: world.services.clock().toString(),
        kind: 'text',
        body,
        ...change,
      }
      const [message] = await world.command(
        receiveMessages,
        { channelId: to, messages: [incoming] },
        world.system(orgId),
      )
      return message!.conversationId
    },
  }
}

/** Somebody with a name who works here. */
export async function newColleague(
  world: TestWorld,
  orgId: string,
  name: string,
  ...roles: string[]
): Promise<Who> {
  const who = await world.as(orgId, ...roles)
  if (who.actor.kind !== 'user') throw new Error('Somebody is expected.')
  const { userId, memberId } = who.actor
  await world.sql(
    `insert into identity.members (org_id, id, user_id, name, email, roles, created_at)
     values ($1, $2, $3, $4, $5, $6, now())`,
    [orgId, memberId, userId, name, `${memberId}@example.com`, roles],
  )
  return { orgId, actor: { ...who.actor, name } }
}

export async function newChannel(world: TestWorld, orgId: string, kind: ChannelKind): Promise<string> {
  const id = newId()
  await world.sql(
    `insert into inbox.channels (org_id, id, kind, name, address, settings, created_at)
     values ($1, $2, $3, $4, '', '{"sandbox": true}', now())`,
    [orgId, id, kind, `Our ${kind}`],
  )
  return id
}

export function memberIdOf(who: Who): string {
  if (who.actor.kind !== 'user') throw new Error('Somebody is expected.')
  return who.actor.memberId
}
