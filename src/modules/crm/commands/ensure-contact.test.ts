import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { clientCreated, clientUpdated } from '../events.ts'
import { ensureContact } from './ensure-contact.ts'

const world = await testWorld()
const ana = { name: 'Ana Kowalska', email: 'ana@example.com', phone: '+447700900142' }
const home = { line1: '42 Albion Road', city: 'London', postcode: 'N16 8JR' }

const clientsOf = (orgId: string) =>
  world.sql('select * from crm.clients where org_id = $1 order by created_at, id', [orgId])

test('CRM-018 a first booking makes a client, the next one finds the same person by e-mail in any case', async () => {
  const orgId = await world.newOrg()
  const first = await world.command(ensureContact, ana, world.guest(orgId))
  const again = await world.command(
    ensureContact,
    { name: 'Ana K', email: 'ANA@Example.com' },
    world.guest(orgId),
  )
  expect(again).toBe(first)
  expect(await clientsOf(orgId)).toMatchObject([
    { name: 'Ana Kowalska', email: 'ana@example.com', source: 'online' },
  ])
  expect(await world.events(orgId, clientCreated)).toMatchObject([{ clientId: first, name: 'Ana Kowalska' }])
  expect(await world.events(orgId, clientUpdated)).toEqual([])
})

test('without a known e-mail address the phone decides; the address wins over the phone', async () => {
  const orgId = await world.newOrg()
  const byPhone = await world.command(ensureContact, { name: 'Ana', phone: ana.phone }, world.guest(orgId))
  const byMail = await world.command(
    ensureContact,
    { name: 'Ana at work', email: 'work@example.com', phone: '+442079460001' },
    world.guest(orgId),
  )
  expect(await world.command(ensureContact, ana, world.guest(orgId))).toBe(byPhone)
  const both = { name: 'Ana', email: 'work@example.com', phone: ana.phone }
  expect(await world.command(ensureContact, both, world.guest(orgId))).toBe(byMail)
})

test('a known client gains what was missing and loses nothing', async () => {
  const orgId = await world.newOrg()
  const id = await world.command(ensureContact, { name: 'Ana', email: ana.email }, world.guest(orgId))
  await world.command(
    ensureContact,
    { ...ana, address: home, accessNotes: 'Key safe by the blue door' },
    world.guest(orgId),
  )
  const moved = { line1: '1 New Street', postcode: 'E8 1AA' }
  await world.command(
    ensureContact,
    { ...ana, phone: '+442079460002', address: moved, accessNotes: 'Ring twice' },
    world.guest(orgId),
  )
  expect(await clientsOf(orgId)).toMatchObject([
    {
      id,
      name: 'Ana',
      phone: ana.phone,
      address_line1: home.line1,
      postcode: home.postcode,
      access_notes: 'Key safe by the blue door',
    },
  ])
  expect(await world.events(orgId, clientUpdated)).toHaveLength(1)
})

test('twenty bookings at once by the same person give one client', async () => {
  const orgId = await world.newOrg()
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      world.command(
        ensureContact,
        index % 2 ? ana : { ...ana, email: ana.email.toUpperCase() },
        world.guest(orgId),
      ),
    ),
  )
  expect(new Set(ids).size).toBe(1)
  expect(await clientsOf(orgId)).toHaveLength(1)
})

test('two people sharing keys crosswise never wait for each other for ever', async () => {
  const orgId = await world.newOrg()
  const people = Array.from({ length: 12 }, (_, index) => ({
    name: 'Sam',
    email: `sam${index % 3}@example.com`,
    phone: `+44770090010${(index + 1) % 4}`,
  }))
  await Promise.all(people.map((person) => world.command(ensureContact, person, world.guest(orgId))))
  const clients = await clientsOf(orgId)
  expect(clients.length).toBeLessThanOrEqual(3)
})

test('a client in the trash or of another organisation is not found again', async () => {
  const [orgId, otherId] = [await world.newOrg(), await world.newOrg()]
  const first = await world.command(ensureContact, ana, world.guest(orgId))
  await world.sql('update crm.clients set deleted_at = now() where id = $1', [first])
  const second = await world.command(ensureContact, ana, world.guest(orgId))
  const other = await world.command(ensureContact, ana, world.guest(otherId))
  expect(new Set([first, second, other]).size).toBe(3)
})

test('somebody without e-mail and phone is always a new client', async () => {
  const orgId = await world.newOrg()
  const first = await world.command(ensureContact, { name: 'Walk-in' }, world.system(orgId))
  const second = await world.command(ensureContact, { name: 'Walk-in' }, world.system(orgId))
  expect(first).not.toBe(second)
})
