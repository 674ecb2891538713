import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { newChannel, newColleague, newOffice, type Office } from '../commands/office.fixture.ts'
import * as contract from '../contract.ts'

const world = await testWorld()
const search = (office: Office, q: string, input: object = {}, who = office.ann) =>
  world.call(contract.listConversations, { q, ...input }, who)

/** Who is found, by the last digit of the number they write from. */
const found = async (office: Office, q: string, input: object = {}) =>
  (await search(office, q, input)).items.map(({ contactName }) => contactName.at(-1))

/** Everything a search finds, page after page, with the number of pages. */
async function findAll(office: Office, q: string, input: object = {}) {
  const ids: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await search(office, q, { ...input, ...(cursor && { cursor }) })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
    pages++
  } while (cursor && pages < 200)
  return { ids, pages }
}

/** One message after another, a minute apart, of 1, 2, 3 … */
async function officeOf(...bodies: string[]) {
  const office = await newOffice(world)
  const ids: string[] = []
  for (const [i, body] of bodies.entries()) {
    world.setNow(`2026-11-23T10:${String(i).padStart(2, '0')}:00.000Z`)
    ids.push(await office.writes(`44770090000${i + 1}`, body))
  }
  return { ...office, ids }
}

/** Conversations with one message each, written straight into the tables: oldest first, `apart` seconds between them. */
async function fill({ orgId, channelId }: Office, count: number, body: string, until: string, apart: number) {
  const contactId = newId()
  await world.sql(
    `insert into inbox.contacts (org_id, id, channel_id, platform_user_id, name, first_seen_at) values ($1, $2, $3, $4, 'Many', now())`,
    [orgId, contactId, channelId, contactId],
  )
  await world.sql(
    `with made as (
       select gen_random_uuid() as id, i, $5::timestamptz - (($3::int - i) * $6::float8) * interval '1 second' as at from generate_series(1, $3::int) i),
     opened as (
       insert into inbox.conversations (org_id, id, number, channel_id, contact_id, opened_at, last_message_at)
       select $1, id, (select coalesce(max(number), 0) from inbox.conversations where org_id = $1) + 100000 + i, $2, $7, at, at from made)
     insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, body, status, created_at)
     select $1, gen_random_uuid(), id, $2, 'in', 'contact', 'text', $4, 'received', at from made`,
    [orgId, channelId, count, body, until, apart, contactId],
  )
  await world.sql('analyze inbox.contacts, inbox.conversations, inbox.messages')
}

// Only read below: one of each is enough.
const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
const talk = once(() =>
  officeOf(
    'José wants a Crème brûlée for dessert',
    'The key is at the desk',
    'We don’t need it',
    '50% off 👍',
    'a_b in C:\\Temp',
  ),
)
const three = once(() => officeOf('one', 'two', 'three'))

test.each([
  ['without accents', 'jose creme', ['1']],
  ['with accents that were not typed', 'kéy', ['2']],
  ['in capitals', 'BRÛLÉE', ['1']],
  ['with the straight sign for a curly one', "don't", ['3']],
  ['in any order', 'desk key', ['2']],
  ['all of them, not one', 'key brûlée', []],
  ['as a phrase in quotes', '"at the desk"', ['2']],
  ['not as a phrase that was never said', '"desk at the"', []],
  ['inside of a word', 'rule', ['1']],
  ['of two letters at the beginning of a word', 'de', ['2', '1']],
  ['of two letters, never inside of a word', 'es', []],
  ['with a per cent sign', '50%', ['4']],
  ['of nothing but a per cent sign', '%', ['4']],
  ['with an underscore, which is no wildcard', 'a_b', ['5']],
  ['with a backslash', 'c:\\temp', ['5']],
  ['with a quotation mark alone', '"', []],
  ['with SQL in it', "'; drop table inbox.messages; --", []],
  ['of one emoji', '👍', ['4']],
  ['that nobody said', 'limescale', []],
])('words %s', async (_case, q, expected) => {
  expect(await found(await talk(), q)).toEqual(expected)
})

test.each([
  ['with spaces', '07700 900002', ['2']],
  ['with the country', '+44 7700 900002', ['2']],
  ['with brackets and dashes', '(07700) 900-002', ['2']],
  ['a piece of it', '0002', ['2']],
  ['a piece that all have', '77009', ['3', '2', '1']],
])('a number %s', async (_case, q, expected) => {
  expect(await found(await three(), q)).toEqual(expected)
})

test('mail addresses, subjects and the name of the person a contact was merged into are found', async () => {
  const office = await officeOf('one', 'two')
  const mail = await newChannel(world, office.orgId, 'email')
  const id = await office.writes('zoe@example.com', 'Hello', {
    channelId: mail,
    from: { platformUserId: 'zoe@example.com', name: 'Zoë 9', email: 'zoe@example.com' },
  })
  await world.sql(`update inbox.conversations set subject = 'Quotation for Łódź' where id = $1`, [id])
  expect(await found(office, 'zoe@exam')).toEqual(['9'])
  expect(await found(office, 'lodz quotation')).toEqual(['9'])
  await world.sql(
    `update inbox.contacts set merged_into = (select contact_id from inbox.conversations where id = $1)
     where id = (select contact_id from inbox.conversations where id = $2)`,
    [id, office.ids[0]],
  )
  expect((await search(office, 'zoe')).items.map((item) => item.id).sort()).toEqual(
    [id, office.ids[0]].sort(),
  )
})

test('the latest match comes first and shows the words that matched and who said them', async () => {
  const office = await officeOf('The limescale is back', 'Thank you', 'Good bye')
  await world.call(
    contract.addNote,
    { conversationId: office.ids[1]!, body: 'Bring the limescale remover' },
    office.ann,
  )
  world.setNow('2026-11-23T11:00:00.000Z')
  await office.writes('447700900001', 'Never mind')
  const { items } = await search(office, 'limescale')
  expect(items.map(({ id, lastPreview, lastAuthor }) => [id, lastPreview, lastAuthor])).toEqual([
    [office.ids[1], 'Bring the limescale remover', 'agent'],
    [office.ids[0], 'The limescale is back', 'contact'],
  ])
})

test('the number of a conversation or of a ticket finds it before everything that only says the number', async () => {
  const office = await officeOf('first', 'second', 'third')
  const ticket = await world.call(
    contract.createTicket,
    { title: 'Broken', conversationId: office.ids[0] },
    office.ann,
  )
  await world.sql('update inbox.tickets set number = 7781 where id = $1', [ticket.id])
  await office.writes('447700900003', 'Is it 7781?')
  expect(await found(office, '#7781')).toEqual(['1'])
  expect(await found(office, '7781')).toEqual(['1', '3'])
  const { ids } = await findAll(office, '7781', { limit: 1 })
  expect(ids).toEqual([office.ids[0], office.ids[2]])
})

test('a filter and a view apply to all that was said, not to the newest of it', async () => {
  const office = await officeOf('key one', 'key two', 'key three')
  await world.call(contract.setLabels, { conversationId: office.ids[0]!, labels: ['VIP'] }, office.ann)
  await world.call(contract.resolveConversation, { conversationId: office.ids[1]! }, office.ann)
  await fill(office, 150, 'another key', '2026-11-23T12:00:00Z', 1)
  world.setNow('2026-11-23T12:00:01.000Z')
  expect(await found(office, 'key', { label: 'VIP', limit: 5 })).toEqual(['1'])
  expect(await found(office, 'key', { view: 'resolved', limit: 5 })).toEqual(['2'])
  expect(await found(office, 'key', { view: 'unassigned', limit: 200 })).toHaveLength(152)
})

test('another organisation and what the house wrote to itself are never found, a visitor of the office not asked', async () => {
  const office = await officeOf('The limescale is back')
  const other = await officeOf('We have limescale too')
  expect((await search(office, 'limescale')).items.map(({ id }) => id)).toEqual(office.ids)
  expect((await search(other, 'limescale')).items.map(({ id }) => id)).toEqual(other.ids)
  await world.call(contract.resolveConversation, { conversationId: office.ids[0]! }, office.ann)
  expect(await found(office, '"resolved this"')).toEqual([])
  const staff = await newColleague(world, office.orgId, 'Sam Reed', 'staff')
  await expect(search(office, 'limescale', {}, staff)).rejects.toMatchObject({ code: 'auth.forbidden' })
})

test('pages follow each other without a gap or a repeat, also among messages of one instant and said twice', async () => {
  const office = await officeOf('a key', 'no', 'a key')
  world.setNow('2026-11-23T10:30:00.000Z')
  await office.writes('447700900001', 'the key again')
  await fill(office, 40, 'broadcast about a key', '2026-11-23T09:00:00Z', 0)
  await fill(office, 20, 'older key', '2026-11-22T09:00:00Z', 60)
  const all = (await search(office, 'key', { limit: 200 })).items.map(({ id }) => id)
  expect(new Set(all).size).toBe(62)
  expect(all.slice(0, 2)).toEqual([office.ids[0], office.ids[2]])
  const { ids, pages } = await findAll(office, 'key', { limit: 7 })
  expect(ids).toEqual(all)
  expect(pages).toBeGreaterThanOrEqual(9)
})

test('what was said long ago, before thousands of messages, is found through the index', async () => {
  const office = await officeOf('The limescale is back')
  await world.sql(
    `update inbox.messages set created_at = '2026-03-02T10:00:00Z' where conversation_id = $1`,
    [office.ids[0]],
  )
  await fill(office, 2_500, 'Thank you for Monday', '2026-11-23T10:00:00Z', 3_000)
  await fill(office, 30, 'The lift is at the lime tree', '2026-06-01T10:00:00Z', 86_400)
  expect((await findAll(office, 'limescale')).ids).toEqual(office.ids)
  expect((await findAll(office, 'li')).ids).toHaveLength(31)
  expect((await findAll(office, 'lime lift')).ids).toHaveLength(30)
  expect((await findAll(office, '"tree lime"')).ids).toEqual([])
  // Signs that the index does not know: looked for page by page.
  await world.sql(`update inbox.messages set body = body || ' !!' where conversation_id = $1`, [
    office.ids[0],
  ])
  expect((await findAll(office, '!!')).ids).toEqual(office.ids)
})

test('a name that thousands have is found newest first, and a rare one through all the years', async () => {
  const office = await officeOf('one')
  await world.sql(
    `with made as (select gen_random_uuid() as id, gen_random_uuid() as contact, i from generate_series(1, 3300) i),
     people as (
       insert into inbox.contacts (org_id, id, channel_id, platform_user_id, name, first_seen_at)
       select $1, contact, $2, 'p' || i, case when i % 1100 = 0 then 'Zephyrine Abara' else 'Amara Abara' end || ' ' || i, now() from made)
     insert into inbox.conversations (org_id, id, number, channel_id, contact_id, opened_at, last_message_at)
     select $1, id, 1000 + i, $2, contact, '2026-11-23T09:00:00Z'::timestamptz - i * interval '1 hour', '2026-11-23T09:00:00Z' from made`,
    [office.orgId, office.channelId],
  )
  await world.sql('analyze inbox.contacts, inbox.conversations')
  const names = async (q: string, input: object = {}) =>
    (await search(office, q, input)).items.map(({ contactName }) => contactName)
  expect(await names('amara', { limit: 3 })).toEqual(['Amara Abara 1', 'Amara Abara 2', 'Amara Abara 3'])
  expect((await names('zephyrine')).sort()).toEqual([1100, 2200, 3300].map((n) => `Zephyrine Abara ${n}`))
  expect((await findAll(office, 'abara', { limit: 200 })).ids).toHaveLength(3300)
})

test('a search takes four statements at most, whatever it finds', async () => {
  const office = await officeOf('a key', 'a key', 'a key')
  for (const input of [{}, { view: 'resolved' }, { label: 'VIP' }, { limit: 1 }]) {
    expect(await world.countQueries(() => search(office, 'key', input))).toBeLessThanOrEqual(4)
  }
})
