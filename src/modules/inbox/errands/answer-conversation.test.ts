import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { createFakeLanguageModel } from '../adapters/fake-language-model.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import * as contract from '../contract.ts'

const model = createFakeLanguageModel()
const world = await testWorld({ adapters: { languageModel: model } })
const NOW = '2026-11-25T10:00:00Z'
const setup = { baseUrl: 'https://models.test/v1', model: 'small-1', apiKey: 'sk-secret', isEnabled: true }

/** A firm whose bot knows prices, with a language model; every message comes from somebody new. */
async function firm(changes: object = {}) {
  world.setNow(NOW)
  model.asked.length = 0
  model.refusal = null
  model.confidence = 0.95
  const orgId = await world.newOrg()
  const owner = await world.as(orgId, 'owner')
  const channelId = newId()
  await world.sql(
    `insert into inbox.channels (org_id, id, kind, name, settings, created_at)
     values ($1, $2, 'webchat', 'Web chat', '{"sandbox": true}', $3)`,
    [orgId, channelId, NOW],
  )
  const flow = await world.call(
    contract.saveBotFlow,
    {
      name: 'Prices',
      definition: { start: 'a', keywords: ['tariff'], nodes: [{ id: 'a', kind: 'finish', text: '£44.' }] },
    },
    owner,
  )
  const examples = ['dosh', 'what do you charge', 'what does a clean cost']
  await world.call(contract.saveBotIntent, { name: 'price', examples, flowId: flow.id }, owner)
  await world.call(contract.saveBotModel, { ...setup, ...changes }, owner)
  let written = 0
  const write = async (...bodies: string[]) => {
    const messages = bodies.map((body) => ({
      providerRef: `m${++written}`,
      from: { platformUserId: `visitor-${written}`, name: 'Yusuf Abara', phone: '+447700900142' },
      at: world.services.clock().toString(),
      kind: 'text' as const,
      body,
    }))
    await world.command(receiveMessages, { channelId, messages }, world.system(orgId))
    await world.runJobs()
  }
  const sessions = () =>
    world.sql(
      'select intent, confidence::numeric(4,3)::float8 as confidence, outcome from inbox.bot_sessions where org_id = $1 order by id',
      [orgId],
    )
  const state = () => world.call(contract.getBotModel, {}, owner)
  return { orgId, owner, write, sessions, state }
}

describe('a language model reads what customers want (INBX-031)', () => {
  test('its choice begins the flow, where the local classifier knows no word of the message', async () => {
    const { write, sessions } = await firm()
    await write('how much dosh d’you want')
    expect(model.asked).toHaveLength(1)
    expect(await sessions()).toEqual([{ intent: 'price', confidence: 0.95, outcome: 'solved' }])
  })

  test('is asked with the words of the message and the key, without name, number or address', async () => {
    const { write } = await firm()
    await write('how much dosh d’you want')
    const [{ account, question }] = model.asked as [(typeof model.asked)[0]]
    expect(account).toEqual({
      baseUrl: setup.baseUrl,
      model: 'small-1',
      apiKey: 'sk-secret',
      timeoutMs: 6_000,
    })
    expect(question.text).toBe('how much dosh d’you want')
    expect(JSON.stringify(question)).not.toMatch(/Yusuf|Abara|447700/)
  })

  test('less certain than the organisation asks for, a person takes over (INBX-032)', async () => {
    const { write, sessions } = await firm()
    model.confidence = 0.4
    await write('how much dosh d’you want')
    expect(await sessions()).toEqual([{ intent: 'price', confidence: 0.4, outcome: 'escalated' }])
  })

  test('a keyword, and who asks for a person, cost no question', async () => {
    const { write } = await firm()
    await write('tariff', 'I want to talk to a human')
    expect(model.asked).toEqual([])
  })

  test('is not asked while it is off', async () => {
    const { write } = await firm({ isEnabled: false })
    await write('what do you charge')
    expect(model.asked).toEqual([])
  })

  test('when it fails the local classifier answers; it is left alone for a minute, and its settings say why', async () => {
    const { write, sessions, state } = await firm()
    model.refusal = { code: 'net.timeout', title: 'The model did not answer in time', isFinal: false }
    await write('what do you charge')
    expect(await sessions()).toMatchObject([{ intent: 'price', outcome: 'solved' }])
    expect(await state()).toMatchObject({ lastFault: 'The model did not answer in time' })
    world.setNow('2026-11-25T10:00:59Z')
    await write('what do you charge')
    expect(model.asked).toHaveLength(1)
    world.setNow('2026-11-25T10:01:00Z')
    model.refusal = null
    await write('what do you charge')
    expect(model.asked).toHaveLength(2)
    expect(await sessions()).toHaveLength(3)
  })

  test('beyond the budget of an hour the local classifier reads; the next hour counts anew', async () => {
    const { write, sessions, state } = await firm({ hourlyBudget: 2 })
    for (let n = 0; n < 4; n++) await write('what do you charge')
    expect(model.asked).toHaveLength(2)
    expect(await sessions()).toHaveLength(4)
    expect(await state()).toMatchObject({ asked: 2 })
    world.setNow('2026-11-25T11:00:00Z')
    expect(await state()).toMatchObject({ asked: 0 })
    await write('what do you charge')
    expect(model.asked).toHaveLength(3)
  })
})

describe('the settings of the model', () => {
  test('the key is kept sealed and never told', async () => {
    const { orgId, state } = await firm()
    expect(await state()).toMatchObject({ isKeySet: true })
    expect(JSON.stringify(await state())).not.toContain('sk-secret')
    const [row] = await world.sql<{ api_key: string }>(
      'select api_key from inbox.bot_models where org_id = $1',
      [orgId],
    )
    expect(row!.api_key).toMatch(/^v1\./)
  })

  test('an empty key keeps the old one for the same server, and is not taken to another', async () => {
    const { owner, state } = await firm()
    await world.call(contract.saveBotModel, { ...setup, apiKey: '', model: 'small-2' }, owner)
    expect(await state()).toMatchObject({ isKeySet: true, model: 'small-2' })
    const thief = { baseUrl: 'https://thief.test/v1', model: 'small-1', apiKey: '' }
    await world.call(contract.tryBotModel, { ...thief, message: 'dosh' }, owner)
    expect(model.asked.at(-1)!.account.apiKey).toBe('')
    await world.call(contract.saveBotModel, { ...thief, isEnabled: true }, owner)
    expect(await state()).toMatchObject({ isKeySet: false })
  })

  test('“Try it” shows the model beside the local classifier, or what went wrong', async () => {
    const { owner } = await firm()
    const { isEnabled: _, ...typed } = setup
    const asked = { ...typed, message: 'how much dosh d’you want' }
    const tried = await world.call(contract.tryBotModel, asked, owner)
    expect(tried).toMatchObject({ ok: true, words: '', intent: 'price', confidence: 0.95 })
    expect(tried.local.confidence).toBeLessThan(0.95)
    model.refusal = { code: 'http.401', title: 'The key is refused', isFinal: false }
    expect(await world.call(contract.tryBotModel, asked, owner)).toMatchObject({
      ok: false,
      words: 'The key is refused.',
    })
  })

  test('an address that is none of the web is refused', async () => {
    const { owner } = await firm()
    const wrong = { ...setup, baseUrl: 'file:///etc/passwd' }
    await expect(world.call(contract.saveBotModel, wrong, owner)).rejects.toThrow()
  })
})
