import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { finishInboxImport, type InboxRow, type InboxRows, importInbox } from './import-inbox.ts'

const world = await testWorld()
const AT = '2026-03-02T09:00:00.000Z'

/** One conversation with its messages, as another system kept them; the tables in an order that no database would take. */
function history(bodies: readonly string[] = ['Can you come on Friday?', 'Of course.']) {
  const ids = { channel: newId(), contact: newId(), conversation: newId() }
  const messages = bodies.map((body, i): InboxRow<'messages'> => {
    const isTheirs = i % 2 === 0
    return {
      ...{ id: newId(), conversation_id: ids.conversation, channel_id: ids.channel, body, kind: 'text' },
      ...{ direction: isTheirs ? 'in' : 'out', author_kind: isTheirs ? 'contact' : 'agent' },
      ...{ status: isTheirs ? 'received' : 'sent', data: { words: body }, provider_ref: `ref-${i}` },
      created_at: new Date(Date.parse(AT) + i * 60_000).toISOString(),
      sent_at: isTheirs ? null : new Date(Date.parse(AT) + i * 60_000).toISOString(),
    }
  })
  const rows: InboxRows = {
    messages,
    conversations: [
      {
        ...{ id: ids.conversation, number: 41, channel_id: ids.channel, contact_id: ids.contact },
        ...{ status: 'resolved', labels: ['Quote', 'Say "hi", {now}'], is_first: true },
        ...{
          opened_at: AT,
          last_message_at: AT,
          last_author: 'contact',
          resolved_at: AT,
          last_incoming_at: AT,
        },
      },
    ],
    contacts: [
      {
        ...{ id: ids.contact, channel_id: ids.channel, platform_user_id: '447700900111', name: 'Ann' },
        first_seen_at: AT,
      },
    ],
    channels: [{ id: ids.channel, kind: 'whatsapp', name: 'WhatsApp', created_at: AT }],
  }
  return { ids, rows, messages }
}

const count = async (orgId: string, table: string) =>
  (
    await world.sql<{ n: number }>(`select count(*)::int as n from inbox.${table} where org_id = $1`, [orgId])
  )[0]!.n

test('the tables are filled in the order that references ask for, whatever the order of the call', async () => {
  const orgId = await world.newOrg()
  const { rows, ids } = history()
  await world.command(importInbox, rows, world.system(orgId))
  await world.command(finishInboxImport, undefined, world.system(orgId))
  expect(await count(orgId, 'messages')).toBe(2)
  const [contact] = await world.sql(`select last_incoming_at as at from inbox.contacts where id = $1`, [
    ids.contact,
  ])
  expect(contact).toEqual({ at: AT })
  const [counter] = await world.sql(
    `select last_number as n from inbox.counters where org_id = $1 and name = 'conversation'`,
    [orgId],
  )
  expect(counter).toEqual({ n: 41 })
})

test('words arrive as they were written: quotes, braces, lists, line ends and nothing at all', async () => {
  const orgId = await world.newOrg()
  const bodies = [
    '"quoted", {braced} \\ and back',
    '',
    'NULL',
    'two\nlines\tand a tab',
    'O’Neil 🙂, 清掃',
    '{"a":[1,2]}',
  ]
  const { rows, messages } = history(bodies)
  await world.command(importInbox, rows, world.system(orgId))
  const found = await world.sql<{ body: string; words: string; sent: string | null }>(
    `select body, data->>'words' as words, sent_at as sent from inbox.messages where org_id = $1 order by created_at`,
    [orgId],
  )
  expect(found.map(({ body }) => body)).toEqual(bodies)
  expect(found.map(({ words }) => words)).toEqual(bodies)
  expect(found.map(({ sent }) => sent)).toEqual(messages.map(({ sent_at }) => sent_at))
  const [conversation] = await world.sql(`select labels from inbox.conversations where org_id = $1`, [orgId])
  expect(conversation).toEqual({ labels: ['Quote', 'Say "hi", {now}'] })
})

test('what is there already is refused, and nothing of the call stays (PLAT-020)', async () => {
  const orgId = await world.newOrg()
  const { rows } = history()
  await world.command(importInbox, rows, world.system(orgId))
  const more = { ...rows, labels: [{ id: newId(), name: 'New', colour: 'green' }] } as InboxRows
  await expect(world.command(importInbox, more, world.system(orgId))).rejects.toThrow(/duplicate key/)
  expect([await count(orgId, 'messages'), await count(orgId, 'labels')]).toEqual([2, 0])
})

test('nothing can be hung on the conversation of another organisation', async () => {
  const [own, other] = [await world.newOrg(), await world.newOrg()]
  const theirs = history()
  await world.command(importInbox, theirs.rows, world.system(other))
  const mine = theirs.messages.map((message) => ({ ...message, id: newId() }))
  await expect(world.command(importInbox, { messages: mine }, world.system(own))).rejects.toThrow(
    /foreign key/,
  )
  // Nor does a row say whose it is.
  const named = theirs.rows.channels!.map((channel) => ({ ...channel, id: newId(), org_id: other }))
  await expect(world.command(importInbox, { channels: named }, world.system(own))).rejects.toThrow()
  expect([await count(own, 'messages'), await count(other, 'messages')]).toEqual([0, 2])
  expect(await count(other, 'channels')).toBe(1)
})

test('only who runs the inbox may import', async () => {
  const orgId = await world.newOrg()
  await expect(world.command(importInbox, history().rows, await world.as(orgId, 'agent'))).rejects.toThrow(
    expect.objectContaining({ code: 'auth.forbidden' }),
  )
})
