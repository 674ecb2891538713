import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '#modules/crm/contract.ts'
import { loadConfig } from '#platform/config.ts'
import { testWorld } from '#platform/testing/world.ts'
import { createFakeVendor } from '../adapters/fake-vendor.ts'
import { createVendors } from '../adapters/vendors.ts'
import { addChannel, textFrom } from '../commands/intake.fixture.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { updateInboxSettings } from '../commands/update-inbox-settings.ts'
import { sendQueued } from './send-queued.ts'

const vendors = createVendors(loadConfig({ env: 'test' }, { environment: {} }))
const whatsapp = createFakeVendor(vendors.whatsapp)
const sms = createFakeVendor(vendors.sms)
const email = createFakeVendor(vendors.email)
const world = await testWorld({ adapters: { channels: { ...vendors, whatsapp, sms, email } } })
const ANN = '+447700900101'

beforeEach(() => {
  for (const vendor of [whatsapp, sms, email]) {
    vendor.sent.length = 0
    vendor.decide = () => null
  }
})

async function line(perSecond?: number) {
  world.setNow('2026-11-26T10:00:00.000Z')
  const orgId = await world.newOrg()
  const who = world.system(orgId)
  const settings: Record<string, number> = perSecond === undefined ? {} : { perSecond }
  const { id: channelId } = await addChannel(world, orgId, 'whatsapp', { settings })
  const talk = async (number: string) => {
    const messages = [textFrom(number, 'hello')]
    const [received] = await world.command(receiveMessages, { channelId, messages }, who)
    return received!.conversationId
  }
  const write = (conversationId: string, body: string) =>
    world.command(queueMessage, { conversationId, authorKind: 'agent', body }, who)
  const send = async () => {
    await world.errand(sendQueued, { channelId }, who)
    await world.errand(sendQueued, { channelId }, who)
  }
  return { orgId, who, channelId, talk, write, send }
}

/** What becomes of a message: so many tries that fail for now, then it leaves, or is refused for good. */
const fate = fc.record({ retries: fc.nat(2), isRefused: fc.boolean() })

test('whatever fails and is tried again in between, nobody in a conversation overtakes (INBX-020)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fate, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      async (talks) => {
        const { orgId, talk, write, send } = await line()
        whatsapp.sent.length = 0
        const attempts: string[] = []
        whatsapp.decide = ({ body }, tries) => {
          attempts.push(body)
          const [i, j] = body.split('.').map(Number) as [number, number]
          const { retries, isRefused } = talks[i]![j]!
          if (tries <= retries) return { code: '131000', title: 'Something went wrong', isFinal: false }
          return isRefused ? { code: '131053', title: 'Media upload error', isFinal: true } : null
        }
        for (const [i, messages] of talks.entries()) {
          const conversation = await talk(`+44770090010${i}`)
          for (const j of messages.keys()) await write(conversation, `${i}.${j}`)
        }
        for (let minute = 0; minute < 10; minute++) {
          world.setNow(`2026-11-26T10:${String(minute * 5).padStart(2, '0')}:00.000Z`)
          await send()
        }
        for (const [i, messages] of talks.entries()) {
          const mine = (bodies: string[]) => bodies.filter((body) => body.startsWith(`${i}.`))
          const wanted = messages.flatMap(({ retries }, j) => Array(retries + 1).fill(`${i}.${j}`))
          expect(mine(attempts)).toEqual(wanted)
          const arrived = messages.flatMap(({ isRefused }, j) => (isRefused ? [] : [`${i}.${j}`]))
          expect(mine(whatsapp.sent.map(({ body }) => body))).toEqual(arrived)
        }
        expect(await world.sql('select from inbox.outgoing where org_id = $1', [orgId])).toEqual([])
      },
    ),
    { numRuns: 6 },
  )
})

test('the provider’s limit holds over every second, also while messages fail and come back (INBX-020)', async () => {
  const { channelId, who, talk, write } = await line(2)
  const asked: number[] = []
  whatsapp.decide = (_, tries) => {
    asked.push(world.services.clock().epochMilliseconds)
    return tries === 1 ? { code: '131000', title: 'Something went wrong', isFinal: false } : null
  }
  for (let i = 0; i < 3; i++) await write(await talk(`+44770090010${i}`), `m${i}`)
  for (let ms = 0; ms < 20_000; ms += 500) {
    world.setNow(new Date(Date.parse('2026-11-26T10:00:00Z') + ms).toISOString())
    await world.errand(sendQueued, { channelId }, who)
  }
  expect(whatsapp.sent).toHaveLength(3)
  // A bucket of two that fills at two a second: never more than four within one second.
  for (const at of asked)
    expect(asked.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(4)
})

describe('another way, by rule', () => {
  /** Ann is a client with a number and an address; WhatsApp cannot reach her. */
  async function unreachable() {
    const one = await line()
    await addChannel(world, one.orgId, 'sms')
    await world.sql(
      `insert into inbox.channels (org_id, id, kind, name, address, settings, created_at)
       values ($1, gen_random_uuid(), 'email', 'Office', 'hello@firm.example', '{}', now())`,
      [one.orgId],
    )
    const manager = await world.as(one.orgId, 'manager')
    await world.call(createClient, { name: 'Ann Archer', phone: ANN, email: 'ann@example.com' }, manager)
    const refusal = { code: '131026', title: 'Message undeliverable', isFinal: true }
    whatsapp.decide = () => refusal
    const fail = async () => {
      await one.write(await one.talk(ANN), 'We come at nine')
      await one.send()
      await world.runJobs()
    }
    return { ...one, manager, fail }
  }
  const ways = () => ({ sms: sms.sent.length, email: email.sent.length })

  test('WhatsApp, then SMS', async () => {
    const { fail } = await unreachable()
    await fail()
    expect(ways()).toEqual({ sms: 1, email: 0 })
  })

  test('WhatsApp, then SMS, then e-mail', async () => {
    const { fail } = await unreachable()
    sms.decide = () => ({ code: '21211', title: 'Invalid number', isFinal: true })
    await fail()
    expect(ways()).toEqual({ sms: 0, email: 1 })
    expect(email.sent[0]).toMatchObject({ body: 'We come at nine', to: { email: 'ann@example.com' } })
  })

  test('in the order of the settings, and not at all when it is off', async () => {
    const { manager, fail } = await unreachable()
    await world.command(updateInboxSettings, { fallbackOrder: ['whatsapp', 'email', 'sms'] }, manager)
    await fail()
    expect(ways()).toEqual({ sms: 0, email: 1 })
    await world.command(updateInboxSettings, { fallback: false }, manager)
    await fail()
    expect(ways()).toEqual({ sms: 0, email: 1 })
  })
})
