import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { createPhone } from '../adapters/phone.ts'
import { createVendors } from '../adapters/vendors.ts'
import type { CallReport } from '../contract/incoming.ts'
import { noteCalls } from './note-calls.ts'
import { newColleague } from './office.fixture.ts'
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

const ewa = await newColleague(world, orgId, 'Ewa Nowak', 'agent')

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

describe('an answered call is an answer (ANLY-029)', () => {
  const at = (time: string) => ({ at: `2026-11-21T${time}.000Z` })
  const replies = async (callRef: string) => {
    const [row] = await shown(callRef)
    return world.sql(
      `select agent_id, wait_ms::int, is_first, to_char(replied_at at time zone 'UTC', 'HH24:MI:SS') as at
       from inbox.replies where org_id = $1 and conversation_id = $2 order by replied_at`,
      [orgId, row!.conversation_id],
    )
  }

  test('the first response of the member who talked, after the seconds it rang; once, however often it is told', async () => {
    const memberId = ewa.actor.kind === 'user' ? ewa.actor.memberId : ''
    const [{ email }] = (await world.sql('select email from identity.members where id = $1', [memberId])) as [
      { email: string },
    ]
    const call = newCall()
    const who = { from: '+447700900301', answeredBy: email }
    await told(report(call, 'ringing', { ...who, ...at('10:00:00') }))
    await told(report(call, 'answered', { ...who, ...at('10:00:09') }))
    await told(report(call, 'answered', { ...who, ...at('10:00:09') }))
    await told(report(call, 'completed', { ...who, ...at('10:03:21'), durationSeconds: 192 }))
    expect(await replies(call)).toEqual([
      { agent_id: memberId, wait_ms: 9_000, is_first: true, at: '10:00:09' },
    ])
    const [row] = await world.sql(
      'select first_reply_by, first_reply_ms::int, handled_by, first_sla from inbox.conversations where id = $1',
      [(await shown(call))[0]!.conversation_id],
    )
    expect(row).toMatchObject({ first_reply_by: memberId, first_reply_ms: 9_000, handled_by: 'agent' })
  })

  test('ends what was waited for since an earlier missed call; a call missed later waits anew', async () => {
    const from = { from: '+447700900302' }
    const [missed, answered, later] = [newCall(), newCall(), newCall()]
    await told(report(missed, 'missed', { ...from, ...at('09:00:00') }))
    const [first] = await shown(missed)
    const ann = await newColleague(world, orgId, 'Ann Baker', 'agent')
    const memberId = ann.actor.kind === 'user' ? ann.actor.memberId : ''
    await world.sql('update inbox.conversations set assignee_id = $2 where id = $1', [
      first!.conversation_id,
      memberId,
    ])
    await told(report(answered, 'completed', { ...from, ...at('10:02:00'), durationSeconds: 60 }))
    expect(await replies(answered)).toEqual([
      { agent_id: memberId, wait_ms: 3_660_000, is_first: true, at: '10:01:00' },
    ])
    expect((await shown(answered))[0]!.waiting_since).toBeNull()
    await told(report(later, 'missed', { ...from, ...at('11:00:00') }))
    await told(report(answered, 'completed', { ...from, ...at('10:02:00'), durationSeconds: 60 }))
    expect(new Date((await shown(later))[0]!.waiting_since!).toISOString()).toBe('2026-11-21T11:00:00.000Z')
    expect(await replies(later)).toHaveLength(1)
  })

  test('ends the wait and counts for nobody when nobody knows who talked', async () => {
    const call = newCall()
    await told(report(call, 'completed', { from: '+447700900303', answeredBy: 'stranger@example.com' }))
    expect((await shown(call))[0]!.waiting_since).toBeNull()
    expect(await replies(call)).toEqual([])
  })

  test('a missed call and a voicemail wait', async () => {
    const [missed, voicemail] = [newCall(), newCall()]
    await told(report(missed, 'missed', { from: '+447700900304' }))
    await told(
      report(voicemail, 'missed', { from: '+447700900305' }),
      report(voicemail, 'voicemail', { from: '+447700900305' }),
    )
    for (const call of [missed, voicemail]) {
      expect((await shown(call))[0]!.waiting_since).not.toBeNull()
      expect(await replies(call)).toEqual([])
    }
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
