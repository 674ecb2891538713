import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'
import { botEscalated } from '../../events.ts'
import { receiveMessages } from '../receive-messages.ts'
import { endDroppedTalks } from './end-dropped-talks.ts'

const world = await testWorld()
const NOW = '2026-11-25T10:00:00Z'

const prices: contract.FlowDefinition = {
  start: 'what',
  keywords: ['price'],
  nodes: [
    {
      id: 'what',
      kind: 'choose',
      text: 'Hello {{first_name}}, which clean?',
      choices: [
        { label: 'Regular', next: 'regular' },
        { label: 'A person', next: 'person' },
      ],
    },
    { id: 'regular', kind: 'finish', text: '£44 for two hours.' },
    { id: 'person', kind: 'hand_over', text: 'One moment please.', reason: 'Asked for a person.' },
  ],
}

/** A firm with a web chat and a bot that knows prices. */
async function firm() {
  world.setNow(NOW)
  const orgId = await world.newOrg()
  const owner = await world.as(orgId, 'owner')
  const channelId = newId()
  await world.sql(
    `insert into inbox.channels (org_id, id, kind, name, settings, created_at)
     values ($1, $2, 'webchat', 'Web chat', '{"sandbox": true}', $3)`,
    [orgId, channelId, NOW],
  )
  const flow = await world.call(contract.saveBotFlow, { name: 'Prices', definition: prices }, owner)
  const examples = ['how much is it', 'what do you charge', 'what does a clean cost']
  await world.call(contract.saveBotIntent, { name: 'price', examples, flowId: flow.id }, owner)
  let written = 0
  let minutes = 0
  const write = async (body: string, at?: string) => {
    world.setNow(Temporal.Instant.from(NOW).add({ minutes: minutes++ }).toString())
    const messages = [
      {
        providerRef: `m${written++}`,
        from: { platformUserId: 'visitor', name: 'Yusuf Abara' },
        at: at ?? world.services.clock().toString(),
        kind: 'text' as const,
        body,
      },
    ]
    await world.command(receiveMessages, { channelId, messages }, world.system(orgId))
    await world.runJobs()
  }
  const state = async () => {
    const [row] = await world.sql<{ bot_state: string; waiting: boolean; handled_by: string }>(
      'select bot_state, waiting_since is not null as waiting, handled_by from inbox.conversations where org_id = $1',
      [orgId],
    )
    return row!
  }
  const thread = async () =>
    (
      await world.sql<{ line: string }>(
        `select author_kind || ': ' || body as line from inbox.messages where org_id = $1 order by created_at, direction <> 'in', direction = 'internal', id`,
        [orgId],
      )
    ).map(({ line }) => line)
  const sessions = () =>
    world.sql('select intent, outcome, reason, node, misses from inbox.bot_sessions where org_id = $1', [
      orgId,
    ])
  return { orgId, owner, flow, write, state, thread, sessions }
}

describe('the bot (INBX-029, INBX-031)', () => {
  test('answers what it recognises, goes on with the answer, and is done', async () => {
    const { write, state, thread, sessions } = await firm()
    await write('What do you charge?')
    expect(await thread()).toEqual(['contact: What do you charge?', 'bot: Hello Yusuf, which clean?'])
    expect(await state()).toEqual({ bot_state: 'running', waiting: false, handled_by: 'bot' })
    await write('regular')
    expect((await thread()).slice(-2)).toEqual([
      'bot: £44 for two hours.',
      'system: The bot resolved this conversation.',
    ])
    expect((await state()).bot_state).toBe('solved')
    expect(await sessions()).toEqual([
      { intent: 'price', outcome: 'solved', reason: '', node: 'regular', misses: 0 },
    ])
  })

  test('passes what it does not know to a person, with the reason, and the customer waits (INBX-032)', async () => {
    const { orgId, write, state, thread, sessions } = await firm()
    await write('My cat ate the key')
    expect(await state()).toMatchObject({ bot_state: 'escalated', waiting: true, handled_by: 'nobody' })
    expect((await thread()).at(-1)).toMatch(/^system: The bot .*passed this to a person\./)
    expect(await sessions()).toMatchObject([{ outcome: 'escalated' }])
    expect(await world.events(orgId, botEscalated)).toHaveLength(1)
  })

  test('a customer who asks for a person in the middle waits from then on', async () => {
    const { write, state, thread } = await firm()
    await write('price')
    await write('2')
    expect(await state()).toMatchObject({ bot_state: 'escalated', waiting: true })
    expect((await thread()).slice(-2)).toEqual([
      'bot: One moment please.',
      'system: The bot passed this to a person. Asked for a person.',
    ])
  })

  test('says nothing more once it has passed a conversation on', async () => {
    const { write, thread } = await firm()
    await write('My cat ate the key')
    await write('price')
    expect((await thread()).filter((line) => line.startsWith('bot'))).toEqual([])
  })

  test('a customer who stops answering has dropped off (INBX-033)', async () => {
    const { orgId, write, state, sessions } = await firm()
    await write('price')
    world.setNow('2026-11-25T13:58:00Z')
    expect(await world.command(endDroppedTalks, undefined, world.system(orgId))).toBe(0)
    world.setNow('2026-11-25T14:01:00Z')
    expect(await world.command(endDroppedTalks, undefined, world.system(orgId))).toBe(1)
    expect((await state()).bot_state).toBe('dropped')
    expect(await sessions()).toMatchObject([{ outcome: 'dropped', reason: 'No answer at “what”.' }])
  })

  test('is silent when it is switched off', async () => {
    const { owner, write, thread } = await firm()
    await world.call(contract.updateInboxSettings, { botEnabled: false }, owner)
    await write('price')
    expect(await thread()).toEqual(['contact: price'])
  })
})

test('a flow that cannot work is not saved, and each fault names its step', async () => {
  const { owner } = await firm()
  const nodes = [...prices.nodes, { id: 'lost', kind: 'say' as const, text: 'Lost', next: 'nowhere' }]
  await expect(
    world.call(contract.saveBotFlow, { name: 'Bad', definition: { ...prices, nodes } }, owner),
  ).rejects.toMatchObject({
    code: 'inbox.flow_faulty',
    details: { faults: [{ path: ['definition', 'lost'], message: 'Leads to “nowhere”, which is missing.' }] },
  })
})

test('trying the bot out shows its answers and writes nothing', async () => {
  const { orgId, owner } = await firm()
  const { turns } = await world.call(
    contract.testBot,
    { messages: ['how much is it', 'Regular', 'zzz'] },
    owner,
  )
  expect(turns.map(({ intent, outcome }) => [intent, outcome])).toEqual([
    ['price', 'running'],
    ['price', 'solved'],
    ['', 'escalated'],
  ])
  expect(await world.sql('select from inbox.messages where org_id = $1', [orgId])).toEqual([])
})

test('where the bot may not answer, a person gets the talk with the reason (INBX-032)', async () => {
  const { orgId, write, state, sessions } = await firm()
  await world.sql(`update inbox.channels set kind = 'whatsapp' where org_id = $1`, [orgId])
  // The server was down for two days; what came meanwhile is worked now, and WhatsApp's window has shut.
  const late = Temporal.Instant.from(NOW).subtract({ hours: 49 }).toString()
  await write('what do you charge?', late)
  expect(await state()).toMatchObject({ bot_state: 'escalated', waiting: true })
  expect(await sessions()).toMatchObject([
    { outcome: 'escalated', reason: expect.stringContaining('It may not answer') },
  ])
})
