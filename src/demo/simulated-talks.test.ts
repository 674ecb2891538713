import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendReply } from '#modules/inbox/contract.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { createServer } from '#platform/http/server.ts'
import { testWorld } from '#platform/testing/world.ts'
import { modules } from '../modules.ts'
import { type Chance, chanceOf } from './random.ts'
import { seedDemo } from './seed.ts'
import { openTalks } from './simulated-talks.ts'

/** A Wednesday afternoon, when many write. */
const NOW = '2026-11-18T14:20:00.000Z'
/** Enough history for people who wrote before. */
const MONTHS = 0.1

const world = await testWorld()
const served = modules.flatMap((module) => module.endpoints)
const app = await createServer({
  services: world.services,
  served,
  dispatch: createDispatch(world.services, served, async () => null),
  readiness: async () => ({ ok: true, checks: {} }),
  rateLimits: false,
})
let url = ''
let ewa: Awaited<ReturnType<typeof world.as>>
let now = Date.parse(NOW)

beforeAll(async () => {
  world.setNow(NOW)
  await seedDemo(
    world.services,
    modules.flatMap((module) => module.rollups ?? []),
    MONTHS,
  )
  const [member] = await world.sql<{ id: string; org: string }>(
    `select id, org_id as org from identity.members where name = 'Ewa Lis'`,
  )
  const agent = await world.as(member!.org, 'manager')
  ewa = { ...agent, actor: { ...agent.actor, memberId: member!.id } as typeof agent.actor }
  url = await app.listen({ port: 0, host: '127.0.0.1' })
}, 60_000)
afterAll(() => app.close())

/** Chance under which everybody who may begin does, on the channel of the given place in the list. */
function eager(place: number): Chance {
  const usual = chanceOf(7 + place)
  return {
    ...usual,
    happens: () => true,
    weighted: (list, weightOf) => (list.length === 3 ? list[place]! : usual.weighted(list, weightOf)),
  }
}

const later = (ms: number) => {
  now += ms
  world.setNow(new Date(now).toISOString())
}
const newest = () =>
  world.sql<{
    id: string
    conversation: string
    body: string
    direction: string
    kind: string
    name: string
  }>(
    `select m.id, m.conversation_id as conversation, m.body, m.direction, ch.kind, k.name
     from inbox.messages m join inbox.channels ch on ch.org_id = m.org_id and ch.id = m.channel_id
     join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id
     join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
     where m.created_at >= $1 and m.direction = 'in' order by m.id desc limit 1`,
    [NOW],
  )

describe('simulated customers', () => {
  test.each([
    ['whatsapp', 0],
    ['webchat', 1],
    ['sms', 2],
  ])('write on %s as its vendor would bring it, and go on when they are answered', async (kind, place) => {
    later(5_000)
    const talks = openTalks(world.services, url, eager(place), () => now)
    expect(await talks.step()).toBe('began')
    await world.runJobs()
    const [first] = await newest()
    expect(first).toMatchObject({ kind, direction: 'in' })
    expect(first!.body).not.toMatch(/[{}]/)

    later(5_000)
    await world.call(sendReply, { conversationId: first!.conversation, body: 'Of course! Which day?' }, ewa)
    let step = 'quiet'
    for (let i = 0; i < 40 && step !== 'went on'; i++) {
      later(20_000)
      step = await talks.step()
    }
    expect(step).toBe('went on')
    await world.runJobs()
    const second = (await newest())[0]!
    expect(second).toMatchObject({ conversation: first!.conversation })
    expect(second.id).not.toBe(first!.id)
  })

  test('stop coming while nobody answers', async () => {
    const talks = openTalks(world.services, url, eager(0), () => now)
    const steps = []
    for (let i = 0; i < 14; i++) {
      later(1_000)
      steps.push(await talks.step())
      await world.runJobs()
    }
    expect(steps.filter((step) => step === 'began').length).toBeLessThanOrEqual(8)
    expect(steps.slice(-2)).toEqual(['quiet', 'quiet'])
  })

  test('a channel that is real is left alone', async () => {
    await world.sql(`update inbox.channels set settings = settings - 'sandbox' where kind = 'whatsapp'`)
    const talks = openTalks(world.services, url, eager(0), () => now)
    expect(await talks.step()).toBe('quiet')
  })
})
