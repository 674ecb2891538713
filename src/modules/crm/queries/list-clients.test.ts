import { expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { observeQueries } from '#platform/query-log.ts'
import { testWorld } from '#platform/testing/world.ts'
import { importHistory } from '../commands/import-history.ts'
import * as contract from '../contract.ts'

const world = await testWorld()

let ran = 0
observeQueries(() => ran++)

async function statements(work: () => Promise<unknown>): Promise<number> {
  const before = ran
  await work()
  return ran - before
}

async function office() {
  const orgId = await world.newOrg()
  return { orgId, agent: await world.as(orgId, 'manager') }
}

async function newClient(who: Who, name: string, more: object = {}) {
  return world.call(contract.createClient, { name, ...more }, who)
}

const names = async (who: Who, input: object) =>
  (await world.call(contract.listClients, input, who)).items.map(({ name }) => name)

test('CRM-014 search finds by name, e-mail, postcode and a telephone number as people type it', async () => {
  const { agent } = await office()
  await newClient(agent, 'Hannah Whitcombe', {
    email: 'hannah.w@posteo.uk',
    phone: '07700 900142',
    address: { postcode: 'n16 8jr' },
  })
  await newClient(agent, 'Tim 100%', { email: 'tim@example.com' })
  for (const q of ['whitc', 'HANNAH.W@', 'N16 8', '07700 900142', '+44 7700 900142', '900142']) {
    expect(await names(agent, { q })).toEqual(['Hannah Whitcombe'])
  }
  expect(await names(agent, { q: '100%' })).toEqual(['Tim 100%'])
  expect(await names(agent, { q: '%' })).toEqual(['Tim 100%'])
  expect(await names(agent, { q: 'nobody' })).toEqual([])
})

test('CRM-006 tags filter whatever their case, several must all be there', async () => {
  const { agent } = await office()
  await newClient(agent, 'Ana', { tags: ['Key safe', 'Fortnightly'] })
  await newClient(agent, 'Bob', { tags: ['key SAFE'] })
  expect(await names(agent, { tag: 'KEY safe' })).toEqual(['Ana', 'Bob'])
  expect(await names(agent, { tag: ['key safe', 'fortnightly'] })).toEqual(['Ana'])
  const tags = await world.call(contract.listTags, {}, agent)
  expect(tags.items.map(({ tag, clients }) => [tag.toLowerCase(), clients])).toEqual([
    ['key safe', 2],
    ['fortnightly', 1],
  ])
})

test('PLAT-053 pages by cursor show every client once in each order, in two statements', async () => {
  const { orgId, agent } = await office()
  for (const name of ['Eve', 'ana', 'Cid', 'Bob', 'ana', 'Dan', 'Fay']) await newClient(agent, name)
  const all = (await world.call(contract.listClients, {}, agent)).items
  await world.command(
    importHistory,
    {
      visits: all.slice(0, 3).map(({ id }, index) => ({
        id,
        clientId: id,
        staffId: id,
        startsAt: `2026-11-0${index + 1}T09:00:00.000Z`,
        status: 'completed',
      })),
      moments: [],
    },
    world.system(orgId),
  )
  for (const sort of contract.clientSorts) {
    const whole = await names(agent, { sort })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.call(contract.listClients, { sort, limit: 2, cursor }, agent)
      expect(page.total).toBe(7)
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(whole)
  }
  const few = await statements(() => world.call(contract.listClients, { limit: 1 }, agent))
  const many = await statements(() => world.call(contract.listClients, { q: 'a' }, agent))
  expect([few, many]).toEqual([2, 2])
})

test('IDEN-005 a scope shows only the clients of its people, and others look as if they did not exist', async () => {
  const { orgId, agent } = await office()
  const mine = await newClient(agent, 'Mine')
  const other = await newClient(agent, 'Other')
  const visit = (clientId: string, staffId: string) => ({
    id: clientId,
    clientId,
    staffId,
    startsAt: '2026-11-01T09:00:00.000Z',
    status: 'completed',
  })
  await world.command(
    importHistory,
    {
      visits: [visit(mine.id, mine.id), visit(other.id, other.id)],
      moments: [],
    },
    world.system(orgId),
  )
  const staff = await world.as(orgId, 'staff')
  const scoped = { ...staff, actor: { ...staff.actor, scope: { staffIds: [mine.id], areaIds: [] } } } as Who
  expect(await names(scoped, {})).toEqual(['Mine'])
  expect(await names(staff, {})).toEqual([])
  await expect(world.call(contract.getClient, { clientId: other.id }, scoped)).rejects.toMatchObject({
    code: 'crm.client_not_found',
  })
})

test('another organisation sees nothing of ours, and gets not_found', async () => {
  const ours = await office()
  const theirs = await office()
  const client = await newClient(ours.agent, 'Ours', { tags: ['secret'] })
  expect(await names(theirs.agent, {})).toEqual([])
  expect(await names(theirs.agent, { q: 'Ours' })).toEqual([])
  const clientId = client.id
  for (const call of [
    () => world.call(contract.getClient, { clientId }, theirs.agent),
    () => world.call(contract.updateClient, { clientId, name: 'Theirs' }, theirs.agent),
    () => world.call(contract.deleteClient, { clientId }, theirs.agent),
    () => world.call(contract.listTimeline, { clientId }, theirs.agent),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'crm.client_not_found' })
  }
})

test('CRM-057 the same address, phone, or a like name at the same postcode may be the same person', async () => {
  const { agent } = await office()
  const hannah = await newClient(agent, 'Hannah Whitcombe', {
    email: 'Hannah@example.com',
    phone: '07700900142',
    address: { postcode: 'N16 8JR' },
  })
  await newClient(agent, 'Someone Else', { address: { postcode: 'N16 8JR' } })
  const find = async (input: object) =>
    (await world.call(contract.findDuplicates, input, agent)).items.map(({ id, reasons }) => [id, reasons])
  expect(await find({ email: 'HANNAH@example.com' })).toEqual([[hannah.id, ['email']]])
  expect(await find({ phone: '+44 7700 900142', name: 'H. Whitcomb', postcode: 'n168jr' })).toEqual([
    [hannah.id, ['phone', 'name']],
  ])
  expect(await find({ name: 'Hannah Whitcombe' })).toEqual([])
  expect(await find({ email: 'hannah@example.com', exceptId: hannah.id })).toEqual([])
})
