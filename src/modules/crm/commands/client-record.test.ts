import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../contract.ts'
import { clientDeleted, clientRestored, clientUpdated } from '../events.ts'

const world = await testWorld()

async function office() {
  const orgId = await world.newOrg()
  return { orgId, manager: await world.as(orgId, 'manager'), viewer: await world.as(orgId, 'viewer') }
}

test('CRM-018 a client is created, read, changed field by field, and cleared by an empty text', async () => {
  const { orgId, manager } = await office()
  const created = await world.call(
    contract.createClient,
    {
      name: ' Hannah Whitcombe ',
      email: 'hannah@example.com',
      phone: '07700 900142',
      address: { line1: '42 Albion Road', city: 'London', postcode: 'n168jr' },
      tags: ['Fortnightly', 'fortnightly'],
    },
    manager,
  )
  expect(created).toMatchObject({
    name: 'Hannah Whitcombe',
    phone: '+447700900142',
    address: { line1: '42 Albion Road', line2: null, city: 'London', postcode: 'N16 8JR' },
    tags: ['Fortnightly'],
    source: 'office',
    deletedAt: null,
  })
  const changed = await world.call(
    contract.updateClient,
    { clientId: created.id, email: '', accessNotes: 'Ring twice', address: { line2: 'Flat 3' } },
    manager,
  )
  expect(changed).toMatchObject({
    email: null,
    accessNotes: 'Ring twice',
    address: { line1: '42 Albion Road', line2: 'Flat 3' },
  })
  expect(await world.events(orgId, clientUpdated)).toMatchObject([
    { clientId: created.id, fields: ['email', 'address_line2', 'access_notes'] },
  ])
  const entries = await world.sql<{ action: string; changes: object }>(
    `select action, changes from core.audit where org_id = $1 and record_type = 'client' order by id`,
    [orgId],
  )
  expect(entries).toMatchObject([
    { action: 'client.create' },
    { action: 'client.update', changes: { email: ['hannah@example.com', null] } },
  ])
})

test('saving without a change tells nobody', async () => {
  const { orgId, manager } = await office()
  const { id } = await world.call(contract.createClient, { name: 'Ana' }, manager)
  await world.call(contract.updateClient, { clientId: id, name: 'Ana', email: '' }, manager)
  expect(await world.events(orgId, clientUpdated)).toEqual([])
})

test('wrong details are refused beside their field', async () => {
  const { manager } = await office()
  const call = world.call(
    contract.createClient,
    { name: '', email: 'not an address', phone: '123', address: { postcode: 'XX' } },
    manager,
  )
  await expect(call).rejects.toMatchObject({ code: 'input.invalid' })
  const { details } = (await call.catch((error: unknown) => error)) as {
    details: { faults: { path: string[]; message: string }[] }
  }
  expect(details.faults.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
    'name: Write something here.',
    'email: Use an address such as ana@example.com.',
    'phone: Write a UK number such as 07700 900142, or start with + and the country code.',
    expect.stringMatching(/^address\.postcode: (?!Invalid)/),
  ])
  const { id } = await world.call(contract.createClient, { name: 'Ana' }, manager)
  await expect(
    world.call(contract.updateClient, { clientId: id, phone: '12' }, manager),
  ).rejects.toMatchObject({ details: { faults: [{ message: expect.stringMatching(/^Write a UK number/) }] } })
})

test('who may only look changes nothing', async () => {
  const { manager, viewer } = await office()
  const { id } = await world.call(contract.createClient, { name: 'Ana' }, manager)
  const refused = { code: 'auth.forbidden' }
  await expect(world.call(contract.updateClient, { clientId: id, name: 'B' }, viewer)).rejects.toMatchObject(
    refused,
  )
  await expect(world.call(contract.deleteClient, { clientId: id }, viewer)).rejects.toMatchObject(refused)
  await expect(world.call(contract.addClientNote, { clientId: id, body: 'x' }, viewer)).rejects.toMatchObject(
    refused,
  )
})

test('a deleted client leaves lists and searches, lies in the trash and comes back whole', async () => {
  const { orgId, manager } = await office()
  const { id } = await world.call(contract.createClient, { name: 'Ana', tags: ['A'] }, manager)
  await world.call(contract.deleteClient, { clientId: id }, manager)
  const list = (input: object) => world.call(contract.listClients, input, manager)
  expect((await list({})).total).toBe(0)
  expect((await list({ q: 'Ana' })).total).toBe(0)
  expect((await list({ deleted: 'true' })).items).toMatchObject([{ id }])
  expect((await list({ deleted: true, q: 'an' })).total).toBe(1)
  await expect(world.call(contract.deleteClient, { clientId: id }, manager)).rejects.toMatchObject({
    code: 'crm.client_not_found',
  })
  const back = await world.call(contract.restoreClient, { clientId: id }, manager)
  expect(back).toMatchObject({ id, deletedAt: null, tags: ['A'] })
  expect(await world.events(orgId, clientDeleted)).toHaveLength(1)
  expect(await world.events(orgId, clientRestored)).toHaveLength(1)
})

test('CRM-010 tags are added and removed on many clients at once', async () => {
  const { orgId, manager } = await office()
  const ana = await world.call(contract.createClient, { name: 'Ana', tags: ['New'] }, manager)
  const bob = await world.call(contract.createClient, { name: 'Bob', tags: ['vip'] }, manager)
  const answer = await world.call(
    contract.changeTags,
    { clientIds: [ana.id, bob.id], add: ['VIP'], remove: ['new'] },
    manager,
  )
  expect(answer).toEqual({ changed: 1 })
  const { items } = await world.call(contract.listClients, {}, manager)
  expect(items.map(({ tags }) => tags)).toEqual([['VIP'], ['vip']])
  expect(await world.events(orgId, clientUpdated)).toMatchObject([{ clientId: ana.id, fields: ['tags'] }])
  const tooMany = { clientIds: [ana.id], add: Array.from({ length: 10 }, (_, n) => `t${n}`) }
  for (const letter of ['a', 'b']) {
    await world.call(
      contract.changeTags,
      { ...tooMany, add: tooMany.add.map((tag) => letter + tag) },
      manager,
    )
  }
  await expect(world.call(contract.changeTags, tooMany, manager)).rejects.toMatchObject({
    code: 'crm.too_many_tags',
  })
})

test('tags can be given to every match of a filter', async () => {
  const { manager } = await office()
  for (const name of ['Ana', 'Anna', 'Bob']) await world.call(contract.createClient, { name }, manager)
  expect(await world.call(contract.changeTags, { filter: { q: 'an' }, add: ['A'] }, manager)).toEqual({
    changed: 2,
  })
  await expect(world.call(contract.changeTags, { clientIds: [], add: ['A'] }, manager)).rejects.toMatchObject(
    {
      code: 'input.invalid',
    },
  )
})

test('CRM-042 notes stand pinned first, join the timeline, and a deleted one comes back at its place', async () => {
  const { orgId, manager } = await office()
  const { id: clientId } = await world.call(contract.createClient, { name: 'Ana' }, manager)
  world.setNow('2026-11-26T10:00:00Z')
  const first = await world.call(contract.addClientNote, { clientId, body: 'Keep Anna if possible' }, manager)
  world.setNow('2026-11-26T11:00:00Z')
  await world.call(contract.addClientNote, { clientId, body: 'Cat stays indoors' }, manager)
  await world.call(contract.pinClientNote, { noteId: first.id, pinned: true }, manager)
  const bodies = async () =>
    (await world.call(contract.getClient, { clientId }, manager)).notes.map(({ body }) => body)
  expect(await bodies()).toEqual(['Keep Anna if possible', 'Cat stays indoors'])

  const timeline = () => world.call(contract.listTimeline, { clientId, kind: 'note' }, manager)
  await world.call(contract.deleteClientNote, { noteId: first.id }, manager)
  expect(await bodies()).toEqual(['Cat stays indoors'])
  expect((await timeline()).items).toHaveLength(1)
  await world.call(contract.restoreClientNote, { noteId: first.id }, manager)
  world.setNow(null)
  expect(await timeline()).toMatchObject({
    total: 2,
    counts: { note: 2, visit: 0 },
    items: [
      { detail: 'Cat stays indoors' },
      { detail: 'Keep Anna if possible', at: '2026-11-26T10:00:00.000Z' },
    ],
  })
  const [{ found }] = (await world.sql(
    `select count(*)::int as found from core.events where org_id = $1 and payload::text ilike '%Anna%'`,
    [orgId],
  )) as [{ found: number }]
  expect(found).toBe(0)
})

test('saved views are one’s own unless shared; the same name takes the new filter', async () => {
  const { orgId, manager } = await office()
  const other = await world.as(orgId, 'agent')
  const save = (input: { name: string; query: string; isShared?: boolean }) =>
    world.call(contract.createSavedView, { list: 'clients', ...input }, manager)
  await save({ name: 'Keys', query: 'tag=Key+safe' })
  await save({ name: 'keys', query: 'tag=Key+safe&sort=-createdAt' })
  const shared = await save({ name: 'Newest', query: 'sort=-createdAt', isShared: true })
  const seen = async (who: typeof manager) =>
    (await world.call(contract.listSavedViews, { list: 'clients' }, who)).items.map(({ name, query }) => [
      name,
      query,
    ])
  expect(await seen(manager)).toEqual([
    ['keys', 'tag=Key+safe&sort=-createdAt'],
    ['Newest', 'sort=-createdAt'],
  ])
  expect(await seen(other)).toEqual([['Newest', 'sort=-createdAt']])
  await world.call(contract.deleteSavedView, { list: 'clients', viewId: shared.id }, other)
  expect(await seen(other)).toEqual([])
})
