import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { createPhone } from '../adapters/phone.ts'
import { createVendors } from '../adapters/vendors.ts'
import type { CallReport } from '../contract/incoming.ts'
import { noteCalls } from './note-calls.ts'
import { createChannel } from './save-channel.ts'

const WAV = Buffer.from('RIFF\x10\0\0\0WAVEfmt sound', 'latin1')
const server = createServer((request, response) => {
  if (request.url === '/page') response.setHeader('content-type', 'audio/wav').end('<html><script>1</script>')
  else response.setHeader('content-type', 'audio/wav').end(WAV)
}).listen(0, '127.0.0.1')
await new Promise((done) => server.once('listening', done))
afterAll(() => void server.close())
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const phone = createPhone({ twilioUrl: 'https://api.twilio.com', allowPrivate: true })
const world = await testWorld({ adapters: { channels: { ...createVendors({ smtpUrl: undefined }), phone } } })
const orgId = await world.newOrg()
world.setNow('2026-11-21T12:00:00.000Z')
const channel = await world.command(
  createChannel,
  {
    ...{ kind: 'phone', name: 'Office line', address: '+44 20 7946 0100', isActive: true, sandbox: false },
    ...{ settings: {}, secrets: { signingSecret: 'a secret' } },
  },
  await world.as(orgId, 'manager'),
)

let count = 0
const newCall = () => `call-${++count}`
const report = (callRef: string, event: CallReport['event'], more: Partial<CallReport> = {}) => ({
  ...{ callRef, event, from: '+447700900142', name: '', at: '2026-11-21T10:00:00.000Z' },
  ...more,
})
async function told(...calls: ReturnType<typeof report>[]): Promise<void> {
  await world.command(noteCalls, { channelId: channel.id, calls }, world.system(orgId))
  await world.runJobs()
}
interface Shown {
  id: string
  conversation_id: string
  data: Record<string, unknown>
  last_preview: string
  waiting_since: string | null
  first_sla: string
  client_id: string | null
}
const shown = (callRef: string) =>
  world.sql<Shown>(
    `select m.id, m.conversation_id, m.data, c.last_preview, c.waiting_since, c.first_sla, c.client_id
     from inbox.messages m join inbox.conversations c on c.id = m.conversation_id
     where m.org_id = $1 and m.provider_ref = $2 and m.kind = 'call'`,
    [orgId, callRef],
  )

describe('INBX-039 a call in the thread', () => {
  test('is one entry from the first ring to its end, and nobody waits when somebody talked', async () => {
    const call = newCall()
    await told(report(call, 'ringing'))
    expect(await shown(call)).toMatchObject([{ data: { status: 'ringing' }, last_preview: 'Incoming call' }])
    expect((await shown(call))[0]!.waiting_since).not.toBeNull()
    await told(report(call, 'answered', { at: '2026-11-21T10:00:09.000Z' }))
    await told(report(call, 'completed', { at: '2026-11-21T10:03:21.000Z', durationSeconds: 192 }))
    expect(await shown(call)).toMatchObject([
      {
        data: { status: 'completed', durationSeconds: 192 },
        last_preview: 'Call, 3 min 12 s',
        waiting_since: null,
      },
    ])
  })

  test('a missed call leaves somebody waiting', async () => {
    const call = newCall()
    await told(
      report(call, 'ringing', { from: '+447700900177' }),
      report(call, 'missed', { from: '+447700900177' }),
    )
    expect(await shown(call)).toMatchObject([{ last_preview: 'Missed call' }])
    expect((await shown(call))[0]!.waiting_since).not.toBeNull()
  })

  test('told twice or backwards it is the same', async () => {
    const call = newCall()
    await told(report(call, 'completed', { durationSeconds: 5 }))
    await told(report(call, 'completed', { durationSeconds: 5 }), report(call, 'ringing'))
    expect(await shown(call)).toMatchObject([{ data: { status: 'completed', durationSeconds: 5 } }])
  })

  test('goes to the client with this number', async () => {
    const clientId = await world.command(
      ensureContact,
      { name: 'Ana Lima', phone: '+447700900188' },
      world.system(orgId),
    )
    const call = newCall()
    await told(report(call, 'ringing', { from: '+447700900188' }))
    expect(await shown(call)).toMatchObject([{ client_id: clientId }])
  })

  test('callers without a number are not one person', async () => {
    const [one, two] = [newCall(), newCall()]
    await told(report(one, 'missed', { from: '' }), report(two, 'missed', { from: '' }))
    expect((await shown(one))[0]!.conversation_id).not.toBe((await shown(two))[0]!.conversation_id)
  })
})

describe('INBX-040 its recording', () => {
  const files = async (callRef: string) =>
    world.sql(
      'select name, media_type, status, bytes::int, error from inbox.attachments where message_id = $1',
      [(await shown(callRef))[0]!.id],
    )

  test('is fetched once, checked and kept with its length', async () => {
    const call = newCall()
    const recording = { url: `${base}/recording`, durationSeconds: 32 }
    await told(report(call, 'missed'))
    await told(report(call, 'voicemail', { recording }))
    await told(report(call, 'voicemail', { recording }))
    expect(await shown(call)).toMatchObject([
      { data: { recordingSeconds: 32 }, last_preview: 'Voicemail, 32 s' },
    ])
    expect(await files(call)).toEqual([
      { name: 'Recording.wav', media_type: 'audio/wav', status: 'stored', bytes: WAV.length, error: null },
    ])
  })

  test('a page that calls itself sound is not kept', async () => {
    const call = newCall()
    await told(report(call, 'completed'), report(call, 'recording', { recording: { url: `${base}/page` } }))
    expect(await files(call)).toMatchObject([{ status: 'failed', error: expect.any(String) }])
  })
})

test('many calls cost no more statements than one', async () => {
  const many = Array.from({ length: 20 }, () => report(newCall(), 'missed'))
  const work = (calls: ReturnType<typeof report>[]) =>
    world.countQueries(() => world.command(noteCalls, { channelId: channel.id, calls }, world.system(orgId)))
  const one = await work([report(newCall(), 'missed')])
  expect(await work(many)).toBeLessThanOrEqual(one + 2)
})
